package dev.kizaki.engine.adopt;

import dev.kizaki.engine.catalog.FoundObject;
import dev.kizaki.engine.catalog.FoundObjects;
import dev.kizaki.engine.catalog.ObjectSignature;
import dev.kizaki.engine.shape.DatabaseNames;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names in Inspire of all objects that were found, and the files of their texts. They do not
 * depend on what is managed.
 */
final class ObjectNames {
  /** Names that a file cannot have on Windows, whatever follows them. */
  private static final Pattern DEVICE =
      Pattern.compile("con|prn|aux|nul|(com|lpt)[0-9]", Pattern.CASE_INSENSITIVE);

  private final Map<ObjectSignature, String> names = new HashMap<>();
  private final Map<ObjectSignature, String> files = new HashMap<>();

  /**
   * @param taken the names of tables, enums and sequences in Inspire
   */
  ObjectNames(FoundObjects found, Set<String> taken) {
    Map<String, Integer> times = new HashMap<>();
    found.objects().values().forEach(each -> times.merge(plain(each), 1, Integer::sum));
    Set<String> paths = new HashSet<>();
    for (FoundObject each : found.objects().values()) {
      String name =
          InspireName.OBJECT.distinct(
              times.get(plain(each)) == 1
                  ? plain(each)
                  : each.relation().map(relation -> relation + "_").orElse("") + plain(each),
              taken);
      names.put(each.signature(), name);
      files.put(each.signature(), path(each.signature(), name, paths));
    }
  }

  /** A cast has no name of its own, and an operator none with letters. */
  private static String plain(FoundObject object) {
    return switch (object.signature().kind()) {
      case CAST -> object.signature().identity();
      case OPERATOR -> "operator";
      default -> object.name();
    };
  }

  private static String path(ObjectSignature signature, String name, Set<String> paths) {
    String directory =
        switch (signature.kind()) {
          case DOMAIN, COMPOSITE_TYPE, RANGE_TYPE, BASE_TYPE -> "types";
          case MATERIALIZED_VIEW -> "views";
          default -> signature.kind().word().replace(' ', '_') + "s";
        };
    String plain = DatabaseNames.CURRENT.derivedTable(name);
    String file = DEVICE.matcher(plain).matches() ? plain + "_" : plain;
    String path = directory + "/" + file;
    for (int number = 2; !paths.add(path.toLowerCase(Locale.ROOT)); number++) {
      path = directory + "/" + file + "_" + number;
    }
    return path + ".sql";
  }

  String name(ObjectSignature signature) {
    return names.get(signature);
  }

  String file(ObjectSignature signature) {
    return files.get(signature);
  }
}
