package dev.kizaki.inspire.format;

import dev.kizaki.inspire.ast.AnswerFile;
import dev.kizaki.inspire.ast.AnswerNode;
import dev.kizaki.inspire.ast.FieldPath;
import dev.kizaki.inspire.ast.PlanFile;
import dev.kizaki.inspire.ast.Value;
import java.util.Optional;
import java.util.stream.Collectors;

/** Prints whole plans, without their comments, and answers. Kizaki itself prints only parts. */
public final class FileFormatter {
  private static final String NOTHING = "none";

  private FileFormatter() {}

  public static String format(PlanFile plan) {
    return plan.items().stream()
        .map(item -> Indentation.deeper(AstFormatter.format(item)))
        .collect(
            Collectors.joining(
                "", "migration " + StringLiterals.quote(plan.migration().text()) + " {\n", "}\n"));
  }

  /** One answer per line. */
  public static String format(AnswerFile answers) {
    return answers.answers().stream()
        .map(answer -> format(answer) + "\n")
        .collect(Collectors.joining());
  }

  private static String format(AnswerNode answer) {
    if (answer instanceof AnswerNode.Statement statement) {
      return AstFormatter.format(statement.statement());
    }
    if (answer instanceof AnswerNode.DropValue drop) {
      return "drop value " + path(drop.value());
    }
    if (answer instanceof AnswerNode.DropAndAdd) {
      return "drop and add";
    }
    if (answer instanceof AnswerNode.Change change) {
      return "change " + path(change.field());
    }
    if (answer instanceof AnswerNode.Backfill backfill) {
      return path(backfill.field()) + " backfill " + value(backfill.value());
    }
    if (answer instanceof AnswerNode.Using using) {
      return path(using.field()) + " using " + value(using.value());
    }
    if (answer instanceof AnswerNode.Rows rows) {
      return path(rows.value())
          + " -> "
          + rows.replacement().map(FileFormatter::path).orElse(NOTHING);
    }
    throw new IllegalArgumentException("unknown kind of answer: " + answer);
  }

  private static String value(Optional<Value> value) {
    return value.map(AstFormatter::format).orElse(NOTHING);
  }

  private static String path(FieldPath path) {
    return path.owner().text() + "." + path.member().text();
  }
}
