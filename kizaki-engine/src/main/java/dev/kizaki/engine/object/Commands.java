package dev.kizaki.engine.object;

import dev.kizaki.engine.sql.SqlTokens;
import dev.kizaki.engine.sql.SqlTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Splits a text into commands as the server splits them: at each semicolon that does not stand in a
 * bracket, in a string, in a comment or in the body {@code begin atomic … end} of a function
 * (PostgreSQL documentation, CREATE FUNCTION, "sql_body").
 */
final class Commands {
  private static final Set<String> AS_NAME = Set.of("as", ".");

  private final List<List<Lexeme>> commands = new ArrayList<>();
  private Optional<ObjectProblem> problem = Optional.empty();
  private List<Lexeme> command = new ArrayList<>();

  /** The open brackets. */
  private int depth;

  /** The open {@code begin} and {@code case} of a body; 0 outside of one. */
  private int blocks;

  private Commands() {}

  static Commands of(String sql) {
    Commands commands = new Commands();
    int start = 0;
    int line = 1;
    for (Token token : SqlTokens.of(sql)) {
      commands.add(new Lexeme(token, start, line));
      start += token.text().length();
      line += (int) token.text().chars().filter(each -> each == '\n').count();
    }
    commands.finish();
    return commands;
  }

  /** The tokens of each command, in order; no command is empty. */
  List<List<Lexeme>> list() {
    return commands;
  }

  /** The first place at which the text is not whole. */
  Optional<ObjectProblem> problem() {
    return problem;
  }

  private void add(Lexeme lexeme) {
    if (!lexeme.token().closed()) {
      problem(lexeme, lexeme.token().opening() + " is never closed; close it");
    }
    switch (lexeme.token().kind()) {
      case WHITE_SPACE, LINE_COMMENT, BLOCK_COMMENT -> {}
      case STRING, ESCAPE_STRING, DOLLAR_STRING, QUOTED_IDENTIFIER -> command.add(lexeme);
      case WORD -> addWord(lexeme);
      case SYMBOL -> addSymbol(lexeme);
    }
  }

  private void addWord(Lexeme lexeme) {
    if (blocks > 0 && !isLabel()) {
      blocks += lexeme.is("case") ? 1 : lexeme.is("end") ? -1 : 0;
    } else if (blocks == 0 && lexeme.is("atomic") && startsBody()) {
      blocks = 1;
    }
    command.add(lexeme);
  }

  /** Whether a word at this place is a name, even if it is a reserved word. */
  private boolean isLabel() {
    Lexeme last = command.get(command.size() - 1);
    return AS_NAME.contains(last.token().text()) || last.is("as");
  }

  private boolean startsBody() {
    return depth == 0
        && command.size() > 3
        && command.get(command.size() - 1).is("begin")
        && command.get(0).is("create");
  }

  private void addSymbol(Lexeme lexeme) {
    switch (lexeme.token().text()) {
      case "(" -> depth++;
      case ")" -> {
        depth--;
        if (depth < 0) {
          problem(lexeme, "this ) closes a bracket that was never opened; remove it");
          depth = 0;
        }
      }
      case "\0" -> problem(lexeme, "the text holds the character U+0000; remove it");
      case ";" -> {
        if (depth == 0 && blocks == 0) {
          finish();
          return;
        }
      }
      default -> {}
    }
    command.add(lexeme);
  }

  private void finish() {
    if (!command.isEmpty()) {
      if (depth > 0) {
        problem(command.get(0), "this command never closes a (; close it");
      }
      if (blocks > 0) {
        problem(command.get(0), "this command never ends its `begin atomic`; write its `end`");
      }
      commands.add(command);
    }
    command = new ArrayList<>();
    depth = 0;
    blocks = 0;
  }

  private void problem(Lexeme place, String sentence) {
    problem = problem.or(() -> Optional.of(new ObjectProblem(place.line(), sentence)));
  }
}
