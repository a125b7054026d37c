package dev.kizaki.engine.object;

import dev.kizaki.engine.sql.ReservedWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The arguments of functions, procedures and aggregates, without what {@code drop} does not need:
 * names, defaults, and the arguments that a function only returns.
 */
final class Arguments {
  private static final Set<String> MODES = Set.of("in", "out", "inout", "variadic");

  private Arguments() {}

  /**
   * @param lexemes what stands between the brackets
   * @param kind a procedure keeps the modes, because its {@code out} arguments are part of the name
   *     by which PostgreSQL finds it
   */
  static List<String> of(ObjectKind kind, List<Lexeme> lexemes) {
    List<String> types = new ArrayList<>();
    for (List<Lexeme> part : Cursor.parts(lexemes)) {
      Cursor cursor = new Cursor(part);
      List<Lexeme> argument = cursor.until("default", "=");
      String mode = mode(argument);
      String type = Cursor.text(type(argument));
      if (kind == ObjectKind.PROCEDURE) {
        types.add(mode.equals("in") ? type : mode + " " + type);
      } else if (!mode.equals("out")) {
        types.add(mode.equals("variadic") ? mode + " " + type : type);
      }
    }
    return List.copyOf(types);
  }

  /** The arguments of an aggregate: {@code *}, types, or types and {@code order by} types. */
  static List<String> ofAggregate(List<Lexeme> lexemes) {
    if (lexemes.size() == 1 && lexemes.get(0).is("*")) {
      return List.of("*");
    }
    Cursor cursor = new Cursor(lexemes);
    List<Lexeme> direct = cursor.until("order");
    List<String> arguments = new ArrayList<>(of(ObjectKind.AGGREGATE, direct));
    if (cursor.accept("order", "by")) {
      List<String> ordered = of(ObjectKind.AGGREGATE, cursor.rest());
      String first = "order by " + ordered.get(0);
      int last = arguments.size() - 1;
      if (last < 0) {
        arguments.add(first);
      } else {
        arguments.set(last, arguments.get(last) + " " + first);
      }
      arguments.addAll(ordered.subList(1, ordered.size()));
    }
    return List.copyOf(arguments);
  }

  private static String mode(List<Lexeme> argument) {
    String mode = "in";
    for (int i = 0; i < Math.min(3, argument.size()); i++) {
      String word = argument.get(i).word();
      if (MODES.contains(word)) {
        mode = mode.equals("in") || !word.equals("out") ? word : "inout";
        if (word.equals("in") && i + 1 < argument.size() && argument.get(i + 1).is("out")) {
          return "inout";
        }
        return mode;
      }
    }
    return mode;
  }

  /** The argument without its mode and its name. */
  private static List<Lexeme> type(List<Lexeme> argument) {
    List<Lexeme> left = new ArrayList<>(argument);
    removeModes(left);
    if (hasName(left)) {
      left.remove(0);
      removeModes(left);
    }
    return left;
  }

  private static void removeModes(List<Lexeme> argument) {
    while (argument.size() > 1 && MODES.contains(argument.get(0).word())) {
      argument.remove(0);
    }
  }

  /**
   * Whether a name stands before the type. Types of two words begin with a word that cannot be the
   * name of an argument, except {@code double precision}.
   */
  private static boolean hasName(List<Lexeme> argument) {
    if (argument.size() < 2 || !argument.get(0).isName() || !argument.get(1).isName()) {
      return false;
    }
    boolean isDouble = argument.get(0).is("double") && argument.get(1).is("precision");
    return !isDouble && !ReservedWords.cannotNameType(argument.get(0).word());
  }
}
