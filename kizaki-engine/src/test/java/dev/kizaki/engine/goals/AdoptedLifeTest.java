package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ChangelogRequest;
import dev.kizaki.engine.api.ChangelogSettings;
import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.PlanRequest;
import dev.kizaki.engine.api.PlanResult;
import dev.kizaki.engine.api.PlanResult.Outcome;
import dev.kizaki.engine.cases.CatalogDump;
import dev.kizaki.engine.cases.DailyPart;
import dev.kizaki.engine.liquibase.LiquibaseRunner;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.planner.Answers;
import dev.kizaki.engine.planner.Planner;
import dev.kizaki.engine.postgres.PostgresGenerator;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.NamingVersion;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.snapshot.SnapshotReader;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.PrintedSchema;
import dev.kizaki.engine.testing.TestBinaries;
import dev.kizaki.engine.testing.TestDatabase;
import dev.kizaki.engine.testing.TestLiquibase;
import dev.kizaki.inspire.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Databases that were adopted are changed step by step, as their products change. After each step
 * the adopted database, one that ran all migrations, and one made from the snapshot are equal.
 */
@FullRun
class AdoptedLifeTest {
  @TempDir private Path root;
  private PostgresServers server;
  private boolean hasObjects;

  /** Where the SQL of objects is tried: which object has to be made anew, only a server knows. */
  private Optional<DatabaseLocation.Embedded> trial;

  /** Each life runs within this number of days. */
  private static final int DAYS = 5;

  static List<Arguments> dailyPart() {
    return DailyPart.of(
        List.of(
            Arguments.of("device-fleet", 14),
            Arguments.of("workflow-engine", 18),
            Arguments.of("bike-repair", 16),
            Arguments.of("data-pipelines", 14),
            Arguments.of("data-pipelines", 18)),
        DAYS,
        0);
  }

  @ParameterizedTest
  @MethodSource("dailyPart")
  void eachStepIsReachedFromBothBeginnings(String name, int major) throws Exception {
    AdoptedLife life = AdoptedLife.read(name);
    server = PostgresServers.version(major);
    hasObjects = life.hasObjects();
    trial =
        Optional.of(
            new DatabaseLocation.Embedded(
                root,
                String.valueOf(major),
                (artifact, version) ->
                    TestBinaries.folder().resolve(artifact + "-" + version + ".jar")));
    try (TestDatabase withRows = server.freshDatabase();
        TestDatabase withoutRows = server.freshDatabase();
        TestDatabase byLiquibase = server.freshDatabase()) {
      AdoptedDatabase moved = new AdoptedDatabase(root, withRows);
      moved.with(life.tables()).with(life.rows());
      RecordedLines lines = new RecordedLines();
      assertThat(moved.adopt(lines).unmanaged()).as(lines.text()).isEmpty();
      AdoptedDatabase empty = moved.on(withoutRows);
      assertThat(moved.apply()).contains("Baselined 0001_adopt");
      assertThat(empty.apply()).contains("Applying 0001_adopt...");
      for (LifeStep step : life.steps()) {
        make(step, moved);
        moved.apply();
        empty.apply();
        check(step, moved, empty);
      }
      empty.on(byLiquibase).with("create schema liquibase");
      liquibase(byLiquibase, major);
      empty.on(byLiquibase).status();
      assertThat(printed(byLiquibase)).isEqualTo(printed(withoutRows));
    }
  }

  private void make(LifeStep step, AdoptedDatabase moved) throws IOException {
    step.applyTo(moved.schemaFile().getParent());
    RecordedLines lines = new RecordedLines();
    PlanResult planned =
        new Kizaki(lines)
            .plan(
                new PlanRequest(
                    AppliedProject.project(root),
                    moved.settings(),
                    Optional.empty(),
                    Optional.of(String.join("; ", step.answers())).filter(each -> !each.isEmpty()),
                    Optional.empty(),
                    false,
                    false,
                    Optional.empty(),
                    trial,
                    ChangelogSettings.OFF));
    assertThat(planned.outcome()).as("%s\n%s", step, lines.text()).isEqualTo(Outcome.GENERATED);
  }

  private void check(LifeStep step, AdoptedDatabase moved, AdoptedDatabase empty)
      throws SQLException, IOException {
    empty.status();
    assertThat(moved.plan()).as(step.title()).contains("No schema changes.");
    assertThat(moved.statusOfMeanings()).contains("Source drift: none");
    List<String> made = printed(empty.database());
    assertThat(printed(moved.database())).as(step.title()).isEqualTo(made);
    if (migrations().size() % 4 == 1) {
      assertThat(empty.statusOfMeanings()).contains("Source drift: none");
      assertThat(direct(moved)).as(step.title()).isEqualTo(made);
    }
    for (String check : step.checks()) {
      String[] parts = check.split(" => ", 2);
      assertThat(answer(moved.database(), parts[0])).as(check).isEqualTo(parts[1]);
    }
  }

  /**
   * The catalog of a database that runs what the server of this one prints. {@link PrintedSchema}
   * prints no objects in SQL: a database with objects is compared as it is.
   */
  private List<String> printed(TestDatabase database) throws SQLException, IOException {
    if (hasObjects) {
      return new AdoptedDatabase(root, database).dump();
    }
    PrintedSchema printed = PrintedSchema.of(database);
    try (TestDatabase restored = server.freshDatabase()) {
      printed.withoutRows().restore(restored);
      try (Connection connection = restored.connect()) {
        return CatalogDump.of(connection, "public");
      }
    }
  }

  /** The catalog of a database that is made from the last snapshot. */
  private List<String> direct(AdoptedDatabase moved) throws SQLException, IOException {
    Path last = migrations().get(migrations().size() - 1).resolve("snapshot.json");
    Shape shape =
        new SnapshotReader().read(SourceText.of("snapshot", Files.readString(last))).shape();
    Plan plan =
        new Plan(
            "0001_direct",
            Planner.plan(Shape.empty(), shape, Answers.none(), List.of(), true).lines());
    String commands =
        PostgresGenerator.generate(
                Shape.empty(),
                plan.statements(),
                "public",
                new DatabaseNames(NamingVersion.CURRENT))
            .stream()
            .filter(SqlCommand.class::isInstance)
            .map(each -> ((SqlCommand) each).text())
            .collect(Collectors.joining(";\n"));
    try (TestDatabase made = server.freshDatabase()) {
      moved.on(made).with(commands);
      return printed(made);
    }
  }

  private List<Path> migrations() throws IOException {
    try (var files = Files.list(root.resolve("migrations"))) {
      return files.filter(Files::isDirectory).sorted().toList();
    }
  }

  private void liquibase(TestDatabase database, int major) throws SQLException {
    new Kizaki(new RecordedLines())
        .changelog(
            new ChangelogRequest(
                AppliedProject.project(root), "public", new TestLiquibase().on(), false));
    try (Connection connection = database.connect()) {
      (major < 18 ? LiquibaseRunner.VERSION_4 : LiquibaseRunner.VERSION_5)
          .update(connection, root.resolve("migrations"), "changelog-master.xml");
    }
  }

  /** All rows of the result: columns are joined by a space, rows by a comma. */
  private static String answer(TestDatabase database, String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(String.valueOf(result.getString(i)));
        }
        rows.add(String.join(" ", row));
      }
    }
    return String.join(", ", rows);
  }
}
