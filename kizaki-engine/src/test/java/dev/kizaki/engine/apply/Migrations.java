package dev.kizaki.engine.apply;

import dev.kizaki.engine.plan.RunSql;
import dev.kizaki.engine.sql.CheckQuery;
import dev.kizaki.engine.sql.DataCheck;
import dev.kizaki.engine.sql.DataScope;
import dev.kizaki.engine.sql.Finding;
import dev.kizaki.engine.sql.PlanStatementRef;
import dev.kizaki.engine.sql.RowExamples;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.SqlStep;
import dev.kizaki.engine.sql.TableName;
import dev.kizaki.engine.testing.TestCommands;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Creates migrations from SQL. The plan statement of the n-th text is {@code do n}. */
public final class Migrations {
  private Migrations() {}

  /**
   * @param name begins with the number: {@code 0002_add}
   */
  public static SqlMigration of(String name, String... commands) {
    List<SqlStep> steps = new ArrayList<>();
    for (String command : commands) {
      steps.add(command(steps.size(), command));
    }
    return ofSteps(name, steps);
  }

  public static SqlMigration ofSteps(String name, List<SqlStep> steps) {
    int number = Integer.parseInt(name.substring(0, 4));
    return new SqlMigration(
        number,
        name,
        digest(number),
        number == 1 ? Optional.empty() : Optional.of(digest(number - 1)),
        steps,
        List.of());
  }

  static SqlCommand command(int ordinal, String text) {
    return TestCommands.command(text, cause(ordinal), true, List.of(), List.of(), true);
  }

  /** A check of the table {@code task}, which has a column {@code id}. */
  static DataCheck check(int ordinal, String query, String problem, String remedy) {
    TableName task = new TableName("public", "task");
    RowExamples examples =
        new RowExamples(
            "select id::text from public.task order by id limit 5", List.of("id"), ", ");
    return new DataCheck(
        cause(ordinal),
        "rows of task",
        task,
        DataScope.ofTables(task),
        new CheckQuery.Rows(
            query, new Finding("row " + problem, "rows " + problem, examples, remedy)));
  }

  private static PlanStatementRef cause(int ordinal) {
    return new PlanStatementRef(ordinal, new RunSql("select 1"), "do " + (ordinal + 1));
  }

  static String digest(int number) {
    return String.format("%064x", number);
  }
}
