package dev.kizaki.engine.postgres;

import dev.kizaki.engine.sql.SqlTokens;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The names in the texts of commands, in which every identifier is quoted; may be too many. */
final class NamesInTexts {
  private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$~]*");

  private final String schema;
  private final Set<String> tables;
  private final boolean expressions;
  private final Set<String> names = new HashSet<>();
  private final Set<String> ofSchema = new HashSet<>();

  /**
   * @param tables the tables whose names are left out where they follow the schema
   * @param expressions whether the texts contain SQL of the plan, in which names may stand without
   *     quotes
   */
  NamesInTexts(String schema, Set<String> tables, boolean expressions) {
    this.schema = schema;
    this.tables = tables;
    this.expressions = expressions;
  }

  /** The names that stand alone: of columns, and of what is made. */
  Set<String> names() {
    return names;
  }

  /** The names that follow that of the schema, and all words in strings. */
  Set<String> ofSchema() {
    return ofSchema;
  }

  /**
   * Adds the names in a text.
   *
   * @param strings whether its strings can name what it changes; those of a check name what there
   *     is in every catalog
   */
  void add(String text, boolean strings) {
    String dot = "";
    String before = "";
    for (SqlTokens.Token token : SqlTokens.of(text)) {
      String name = token.text();
      switch (token.kind()) {
        case QUOTED_IDENTIFIER -> {
          name = name.substring(1, name.length() - 1).replace("\"\"", "\"");
          boolean qualified = dot.equals(".") && before.equals(schema);
          if (!qualified) {
            names.add(name);
          } else if (!tables.contains(name)) {
            ofSchema.add(name);
          }
        }
        case STRING, ESCAPE_STRING, DOLLAR_STRING -> {
          if (strings) {
            addWords(name);
          }
        }
        case WORD -> {
          if (expressions) {
            names.add(name);
            ofSchema.add(name);
          }
        }
        default -> {
          // no name
        }
      }
      before = dot;
      dot = name;
    }
    names.remove(schema);
  }

  private void addWords(String text) {
    WORD.matcher(text)
        .results()
        .map(MatchResult::group)
        .filter(word -> !word.equals(schema) && !tables.contains(word))
        .forEach(ofSchema::add);
  }
}
