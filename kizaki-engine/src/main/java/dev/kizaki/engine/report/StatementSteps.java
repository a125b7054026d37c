package dev.kizaki.engine.report;

import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.catalog.read.TableSize;
import dev.kizaki.engine.sql.Cause;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.SqlStep;
import dev.kizaki.engine.sql.TableName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A plan statement with the steps that serve it, and how they are shown. */
public record StatementSteps(Cause cause, List<SqlStep> steps) {
  private static final String INDENT = "    ";

  /** The statements of a migration in order, those without SQL left out. */
  public static List<StatementSteps> of(SqlMigration migration) {
    Map<Cause, List<SqlStep>> byCause = new LinkedHashMap<>();
    migration
        .steps()
        .forEach(step -> byCause.computeIfAbsent(step.cause(), any -> new ArrayList<>()).add(step));
    // A check may stand before the commands of statements that come earlier.
    return byCause.entrySet().stream()
        .sorted(Comparator.comparingInt(each -> each.getKey().ordinal()))
        .map(each -> new StatementSteps(each.getKey(), each.getValue()))
        .toList();
  }

  /**
   * @param checks what is said of the data checks, by the statement
   */
  public void show(
      Reporter reporter,
      boolean sql,
      Map<TableName, TableSize> sizes,
      Map<Cause, List<String>> checks) {
    StatementLines.of(cause.statement()).forEach(reporter::info);
    StatementNotes.of(this, sizes).forEach(line -> reporter.info(INDENT + line));
    checks.getOrDefault(cause, List.of()).forEach(line -> reporter.info(INDENT + line));
    if (sql) {
      steps.stream()
          .filter(SqlCommand.class::isInstance)
          .flatMap(step -> (((SqlCommand) step).text() + ";").lines())
          .forEach(line -> reporter.info(INDENT + line));
    }
  }
}
