package dev.kizaki.engine.object;

import dev.kizaki.engine.object.CommandEffect.Indexes;
import dev.kizaki.engine.object.CommandEffect.Makes;
import dev.kizaki.engine.sql.SqlTokens;
import dev.kizaki.engine.sql.SqlTokens.Kind;
import dev.kizaki.engine.sql.SqlTokens.Token;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The words of a text that PostgreSQL resolves when it makes the object, and then keeps as a
 * dependency: those of views, of triggers and of the head of a function, but not those of a body
 * that is a string. Whether a word is the name of something, and of what, is not known.
 *
 * @param names words that can name a table, a type, a sequence or a function
 * @param columns words that can name a column
 * @param allColumns whether it takes whatever columns a table has, as {@code select *} does
 */
public record ObjectBindings(Set<String> names, Set<String> columns, boolean allColumns) {
  private static final Set<String> BEFORE_ALL_COLUMNS =
      Set.of("select", "distinct", "all", "returning", ",", ".");

  private static final Set<Kind> STRINGS =
      EnumSet.of(Kind.STRING, Kind.ESCAPE_STRING, Kind.DOLLAR_STRING);

  private static final Set<Kind> SILENT =
      EnumSet.of(Kind.WHITE_SPACE, Kind.LINE_COMMENT, Kind.BLOCK_COMMENT);

  public ObjectBindings {
    names = Set.copyOf(names);
    columns = Set.copyOf(columns);
  }

  /** The words of a text that bind what it makes. */
  public static ObjectBindings of(ObjectScript script) {
    Set<String> names = new HashSet<>();
    Set<String> columns = new HashSet<>();
    boolean allColumns = false;
    for (ObjectCommand command : script.commands()) {
      if (command.effect() instanceof Makes makes) {
        ObjectKind kind = makes.made().kind();
        List<Token> tokens = tokens(command.text());
        if (kind.isRoutine() && hasBodyInString(tokens)) {
          Set<String> head = outsideStrings(tokens);
          names.addAll(head);
          if (tokens.stream().anyMatch(token -> token.text().equals("%"))) {
            // An argument can have the type of a column: task.title%type.
            columns.addAll(head);
          }
        } else {
          Set<String> words = Words.of(command.text());
          names.addAll(words);
          columns.addAll(words);
          // PostgreSQL keeps `old.*` in the condition of a trigger as it is written.
          allColumns |= (!kind.isOnTable() || kind == ObjectKind.RULE) && takesAllColumns(tokens);
        }
      } else if (command.effect() instanceof Indexes) {
        names.addAll(Words.of(command.text()));
      }
    }
    return new ObjectBindings(names, columns, allColumns);
  }

  /** The same with the words of another text. */
  public ObjectBindings and(ObjectBindings other) {
    Set<String> allNames = new HashSet<>(names);
    allNames.addAll(other.names);
    Set<String> both = new HashSet<>(columns);
    both.addAll(other.columns);
    return new ObjectBindings(allNames, both, allColumns || other.allColumns);
  }

  /** Whether it can be bound to something that the other text makes. */
  public boolean areBoundTo(ObjectScript other) {
    return other.madeNames().stream()
        .filter(made -> !made.kind().isOnTable())
        .anyMatch(made -> !isNamed(made.kind()) || names.contains(made.name()));
  }

  /** Operators, casts and the like are used without a word. */
  private static boolean isNamed(ObjectKind kind) {
    return kind.isRoutine()
        || switch (kind) {
          case VIEW, MATERIALIZED_VIEW, DOMAIN, TYPE, COLLATION -> true;
          default -> false;
        };
  }

  private static List<Token> tokens(String sql) {
    return SqlTokens.of(sql).stream().filter(token -> !SILENT.contains(token.kind())).toList();
  }

  private static boolean hasBodyInString(List<Token> tokens) {
    for (int i = 1; i < tokens.size(); i++) {
      if (STRINGS.contains(tokens.get(i).kind()) && word(tokens.get(i - 1)).equals("as")) {
        return true;
      }
    }
    return false;
  }

  private static Set<String> outsideStrings(List<Token> tokens) {
    Set<String> words = new HashSet<>();
    for (Token token : tokens) {
      if (token.kind() == Kind.WORD || token.kind() == Kind.QUOTED_IDENTIFIER) {
        words.add(SqlName.of(token.text()));
      }
    }
    return words;
  }

  private static boolean takesAllColumns(List<Token> tokens) {
    for (int i = 1; i < tokens.size(); i++) {
      String before = word(tokens.get(i - 1));
      String here = word(tokens.get(i));
      if (here.equals("*") && BEFORE_ALL_COLUMNS.contains(before)
          || here.equals("natural")
          || here.equals("table") && before.equals("as")) {
        return true;
      }
    }
    return false;
  }

  private static String word(Token token) {
    return token.kind() == Kind.WORD ? SqlName.fold(token.text()) : token.text();
  }
}
