package dev.kizaki.engine.object;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The types that the domains of a text are made of. */
public final class DomainBases {
  private DomainBases() {}

  /**
   * The base of each domain by its name, in one form of writing: {@code numeric(10, 2)}. What is
   * not a domain is left out.
   */
  public static Map<String, String> of(ObjectScript script) {
    Map<String, String> bases = new TreeMap<>();
    for (ObjectCommand command : script.commands()) {
      command
          .makes()
          .filter(made -> made.kind() == ObjectKind.DOMAIN)
          .ifPresent(made -> bases.put(made.name(), base(command.text())));
    }
    return bases;
  }

  private static String base(String command) {
    Cursor cursor = new Cursor(Commands.of(command).list().get(0));
    cursor.accept("create", "domain");
    cursor.name();
    cursor.accept("as");
    List<Lexeme> type = cursor.until("collate", "default", "constraint", "not", "null", "check");
    return Cursor.text(type);
  }
}
