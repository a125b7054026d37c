package dev.kizaki.engine.object;

import dev.kizaki.engine.sql.SqlTokens;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The types that the domains of a text are made of. */
public final class DomainBases {
  private static final Set<String> LIMITING = Set.of("check", "not", "default");

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

  /**
   * The domains that say more of their values than the type: a constraint or a default, by name.
   *
   * @param known such domains of other texts, of which others can be made
   */
  public static Set<String> limited(ObjectScript script, Set<String> known) {
    Set<String> limited = new TreeSet<>(known);
    for (ObjectCommand command : script.commands()) {
      command
          .makes()
          .filter(made -> made.kind() == ObjectKind.DOMAIN)
          .filter(
              made ->
                  SqlTokens.of(command.text()).stream()
                          .anyMatch(
                              token -> LIMITING.contains(token.text().toLowerCase(Locale.ROOT)))
                      || limited.contains(base(command.text())))
          .ifPresent(made -> limited.add(made.name()));
    }
    return limited;
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
