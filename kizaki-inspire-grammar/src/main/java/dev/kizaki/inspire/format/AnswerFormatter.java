package dev.kizaki.inspire.format;

import dev.kizaki.inspire.ast.AnswerNode;
import dev.kizaki.inspire.ast.FieldPath;
import dev.kizaki.inspire.ast.Value;
import java.util.Optional;

/** Writes answers. */
final class AnswerFormatter {
  private static final String NOTHING = "none";

  private AnswerFormatter() {}

  static String format(AnswerNode answer, StatementFormatter statements) {
    if (answer instanceof AnswerNode.Statement statement) {
      return statements.format(statement.statement());
    }
    if (answer instanceof AnswerNode.DropValue drop) {
      return "drop value " + statements.path(drop.value());
    }
    if (answer instanceof AnswerNode.Backfill backfill) {
      return clause(backfill.field(), "backfill", backfill.value(), statements);
    }
    if (answer instanceof AnswerNode.Using using) {
      return clause(using.field(), "using", using.value(), statements);
    }
    AnswerNode.Rows rows = (AnswerNode.Rows) answer;
    return statements.path(rows.value())
        + " -> "
        + rows.replacement().map(statements::path).orElse(NOTHING);
  }

  private static String clause(
      FieldPath field, String word, Optional<Value> value, StatementFormatter statements) {
    String clause = value.isPresent() ? statements.clause(word, value) : " " + word + " " + NOTHING;
    return statements.path(field) + clause;
  }
}
