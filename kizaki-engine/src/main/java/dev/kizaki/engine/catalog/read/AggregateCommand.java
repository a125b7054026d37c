package dev.kizaki.engine.catalog.read;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command that makes an aggregate, which PostgreSQL has no function to print. */
final class AggregateCommand {
  private static final String PLAIN = "n";
  private static final Map<String, String> MODIFIES =
      Map.of("r", "READ_ONLY", "s", "SHAREABLE", "w", "READ_WRITE");

  private AggregateCommand() {}

  static ObjectDefinition of(CatalogKey key, ResultSet row, ObjectDefinition before)
      throws SQLException {
    boolean plain = row.getString(4).equals(PLAIN);
    String arguments = row.getString(3);
    List<String> parts = new ArrayList<>();
    add(parts, "SFUNC = ", row, "sfunc");
    add(parts, "STYPE = ", row, "stype");
    add(parts, "SSPACE = ", row, "sspace");
    add(parts, "FINALFUNC = ", row, "finalfunc");
    if (row.getString("finalfunc") != null) {
      ofFinal(
          parts,
          "FINALFUNC",
          row.getBoolean("aggfinalextra"),
          row.getString("aggfinalmodify"),
          plain);
    }
    add(parts, "COMBINEFUNC = ", row, "combinefunc");
    add(parts, "SERIALFUNC = ", row, "serialfunc");
    add(parts, "DESERIALFUNC = ", row, "deserialfunc");
    literal(parts, "INITCOND = ", row.getString("agginitval"));
    add(parts, "MSFUNC = ", row, "msfunc");
    add(parts, "MINVFUNC = ", row, "minvfunc");
    add(parts, "MSTYPE = ", row, "mstype");
    add(parts, "MSSPACE = ", row, "msspace");
    add(parts, "MFINALFUNC = ", row, "mfinalfunc");
    if (row.getString("mfinalfunc") != null) {
      ofFinal(
          parts,
          "MFINALFUNC",
          row.getBoolean("aggmfinalextra"),
          row.getString("aggmfinalmodify"),
          plain);
    }
    literal(parts, "MINITCOND = ", row.getString("aggminitval"));
    add(parts, "SORTOP = ", row, "sortop");
    switch (row.getString("proparallel")) {
      case "s" -> parts.add("PARALLEL = SAFE");
      case "r" -> parts.add("PARALLEL = RESTRICTED");
      default -> {}
    }
    if (row.getString(4).equals("h")) {
      parts.add("HYPOTHETICAL");
    }
    return before.with(
        "CREATE AGGREGATE %s(%s) (\n  %s\n)"
            .formatted(
                row.getString(2),
                arguments.isEmpty() ? "*" : arguments,
                String.join(",\n  ", parts)));
  }

  /** What a function must not modify is said where it is not the default of the kind. */
  private static void ofFinal(
      List<String> parts, String name, boolean extra, String modifies, boolean plain) {
    if (extra) {
      parts.add(name + "_EXTRA");
    }
    if (!modifies.equals(plain ? "r" : "w")) {
      parts.add(name + "_MODIFY = " + MODIFIES.get(modifies));
    }
  }

  private static void add(List<String> parts, String words, ResultSet row, String column)
      throws SQLException {
    ObjectDefinitions.add(parts, words, row.getString(column));
  }

  private static void literal(List<String> parts, String words, String value) {
    if (value != null) {
      parts.add(words + "'" + value.replace("'", "''") + "'");
    }
  }
}
