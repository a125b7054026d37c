package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.StatusRequest;
import dev.kizaki.engine.api.StatusRequest.FailOn;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code status -Dkizaki.compare}: expressions are compared by their meaning. */
@FullRun
class ExpressionDriftTest {
  private static final String SCHEMA =
      """
      enum State { Open, Done }

      entity Bill {
        state: State = Open
        net: int
        tax: int = sql("1 + 1")
        total: int = generated(sql("net + tax"))
        email: string?
        @check(sql("net>=0 and state <> 'Done'"))
        @check(sql("tax between 0 and 100"))
        @index([sql("lower(email)")], where: sql("state <> 'Done' and email is not null"))
      }
      """;

  @TempDir private Path root;

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void onlyAnotherMeaningIsDrift(int major) throws Exception {
    try (TestDatabase database = PostgresServers.version(major).freshDatabase()) {
      applied(database);
      assertThat(status(database, true)).contains("Source drift: none");
      execute(
          database,
          """
          alter table bill drop constraint bill_tax_check,
            add constraint bill_tax_check check ((tax >= 0) and (tax <= 100));
          alter table bill alter tax set default ((1) + (1));
          """);
      assertThat(status(database, true)).contains("Source drift: none");

      execute(
          database,
          """
          alter table bill drop constraint bill_tax_check,
            add constraint bill_tax_check check (tax between 0 and 99);
          alter table bill alter tax set default 1 + 2;
          drop index bill_lower_idx;
          create index bill_lower_idx on bill (upper(email))
            where state <> 'Done' and email is not null;
          """);
      assertThat(status(database, false)).contains("Source drift: none");
      RecordedLines lines = new RecordedLines();
      assertThatThrownBy(() -> status(database, true, lines)).isInstanceOf(Refusal.class);
      assertThat(lines.text())
          .contains(
              "column bill.tax was changed",
              "check constraint bill_tax_check on bill was changed",
              "index bill_lower_idx on bill was changed")
          .doesNotContain("bill.total");
    }
  }

  private void applied(TestDatabase database) throws Exception {
    AppliedProject.write(root, "src/main/inspire/bill.inspire", SCHEMA);
    AppliedProject project = new AppliedProject(root, database);
    new Kizaki(new RecordedLines())
        .plan(AppliedProject.planning(AppliedProject.project(root), project.database()));
    new Kizaki(new RecordedLines())
        .apply(
            new ApplyRequest(AppliedProject.project(root), project.database(), Optional.empty()));
  }

  private String status(TestDatabase database, boolean compare) {
    RecordedLines lines = new RecordedLines();
    status(database, compare, lines);
    return lines.text();
  }

  private void status(TestDatabase database, boolean compare, RecordedLines lines) {
    new Kizaki(lines)
        .status(
            new StatusRequest(
                AppliedProject.project(root),
                new AppliedProject(root, database).database(),
                Set.of(FailOn.values()),
                Optional.empty(),
                false,
                false,
                compare));
  }

  private static void execute(TestDatabase database, String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
