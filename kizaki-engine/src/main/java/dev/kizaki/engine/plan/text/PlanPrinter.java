package dev.kizaki.engine.plan.text;

import dev.kizaki.engine.plan.Choice;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.PlanItem;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.inspire.format.StringLiterals;
import java.util.List;

/** Writes a plan file in canonical layout. */
public final class PlanPrinter {
  private static final String INDENT = "  ";
  private static final String BESIDE = "     // ";

  private PlanPrinter() {}

  /** The whole file, line ends included. */
  public static String print(Plan plan) {
    StringBuilder out = new StringBuilder();
    out.append("migration ").append(StringLiterals.quote(plan.migration())).append(" {\n");
    plan.lines().forEach(line -> print(out, line));
    return out.append("}\n").toString();
  }

  /** The statements and choices alone, without comments, each from column 0. */
  public static List<String> items(Plan plan) {
    return plan.lines().stream().map(line -> item(line.item())).toList();
  }

  private static void print(StringBuilder out, PlanLine line) {
    line.printedAbove()
        .forEach(comment -> out.append(INDENT).append(comment(comment)).append('\n'));
    String[] text = item(line.item()).split("\n", -1);
    for (int i = 0; i < text.length; i++) {
      out.append(text[i].isEmpty() ? "" : INDENT).append(text[i]);
      if (i == 0) {
        line.printedBeside().ifPresent(comment -> out.append(BESIDE).append(comment));
      }
      out.append('\n');
    }
    line.below().forEach(comment -> out.append(INDENT).append(comment(comment)).append('\n'));
  }

  /** A line that is a comment. */
  public static String comment(String text) {
    return ("// " + text).stripTrailing();
  }

  private static String item(PlanItem item) {
    if (item instanceof Choice choice) {
      return ValueText.UNRESOLVED
          + " either {\n"
          + indented(choice.either())
          + "} or {\n"
          + indented(choice.or())
          + "}";
    }
    return StatementText.of((PlanStatement) item);
  }

  private static String indented(List<PlanStatement> statements) {
    StringBuilder out = new StringBuilder();
    for (PlanStatement statement : statements) {
      StatementText.of(statement)
          .lines()
          .forEach(line -> out.append(line.isEmpty() ? "" : INDENT).append(line).append('\n'));
    }
    return out.toString();
  }
}
