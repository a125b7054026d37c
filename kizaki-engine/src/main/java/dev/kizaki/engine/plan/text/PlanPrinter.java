package dev.kizaki.engine.plan.text;

import dev.kizaki.engine.plan.Choice;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.PlanItem;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.Question;
import dev.kizaki.inspire.format.AstFormatter;
import dev.kizaki.inspire.format.StringLiterals;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Prints plans in canonical layout. The formatter of Inspire prints the statements; comments, which
 * are not part of the syntax tree, are added here.
 */
public final class PlanPrinter {
  private static final String INDENT = "  ";
  private static final String BESIDE = "     // ";

  private PlanPrinter() {}

  /** The whole file. Its last line has a line end too. */
  public static String print(Plan plan) {
    StringBuilder out = new StringBuilder();
    out.append("migration ").append(StringLiterals.quote(plan.migration())).append(" {\n");
    plan.lines().forEach(line -> print(out, line));
    return out.append("}\n").toString();
  }

  /** The statements and choices without comments; each starts at column 0. */
  public static List<String> items(Plan plan) {
    return plan.lines().stream().map(line -> item(line.item())).toList();
  }

  private static void print(StringBuilder out, PlanLine line) {
    line.printedAbove()
        .forEach(comment -> out.append(INDENT).append(comment(comment)).append('\n'));
    String[] text = item(line.item(), line.question()).split("\n", -1);
    for (int i = 0; i < text.length; i++) {
      out.append(text[i].isEmpty() ? "" : INDENT).append(text[i]);
      if (i == 0) {
        line.printedBeside().ifPresent(comment -> out.append(BESIDE).append(comment));
      }
      out.append('\n');
    }
    line.below().forEach(comment -> out.append(INDENT).append(comment(comment)).append('\n'));
  }

  /** A comment on a line of its own. */
  public static String comment(String text) {
    return ("// " + text).stripTrailing();
  }

  private static String item(PlanItem item) {
    return AstFormatter.format(StatementNodes.of(item));
  }

  /** The item, with the comments of the choices inside it above these. */
  private static String item(PlanItem item, Optional<? extends Question> question) {
    Iterator<? extends Question> inside =
        question.<List<? extends Question>>map(Question::inside).orElse(List.of()).iterator();
    if (!(item instanceof Choice choice) || !inside.hasNext()) {
      return item(item);
    }
    StringBuilder out = new StringBuilder("[RESOLVE] either {\n");
    for (PlanItem each : choice.either()) {
      Optional<Question> asked =
          each instanceof Choice && inside.hasNext()
              ? Optional.of(inside.next())
              : Optional.empty();
      asked.ifPresent(
          its -> its.above().forEach(comment -> out.append(indented(comment(comment)))));
      out.append(indented(item(each, asked)));
    }
    out.append("} or {\n");
    choice.or().forEach(each -> out.append(indented(item(each))));
    return out.append("}").toString();
  }

  private static String indented(String text) {
    return text.lines()
        .map(line -> line.isEmpty() ? "\n" : INDENT + line + "\n")
        .collect(Collectors.joining());
  }
}
