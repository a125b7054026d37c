package dev.kizaki.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.ChangelogRequest;
import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.PlanRequest;
import dev.kizaki.engine.api.PlanResult;
import dev.kizaki.engine.api.PlanResult.Outcome;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.api.Secret;
import dev.kizaki.engine.api.StatusRequest.FailOn;
import dev.kizaki.engine.liquibase.LiquibaseCommands;
import dev.kizaki.engine.liquibase.LiquibaseRunner;
import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.Choice;
import dev.kizaki.engine.plan.DropEnumValue;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.PlanItem;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.plan.text.PlanPrinter;
import dev.kizaki.engine.plan.text.PlanReader;
import dev.kizaki.engine.review.DataLoss;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import dev.kizaki.engine.testing.TestLiquibase;
import dev.kizaki.engine.testing.TestRequests;
import dev.kizaki.inspire.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Replays the revisions of a real schema through plan and apply: {@code
 * -Dkizaki.test.history=directory} names a directory of {@code *.inspire} files, one per revision,
 * in the order of their names. After each revision, the catalog must equal that of a database made
 * from the revision alone. With {@code -Dkizaki.test.liquibase=4} or {@code 5} Liquibase runs the
 * migrations, too. The histories are not part of this project, so the class has a name that
 * Surefire does not run.
 */
class HistoryReplay {
  private static final int MAJOR = Integer.getInteger("kizaki.test.major", 17);
  private static final int LAST = Integer.getInteger("kizaki.test.revisions", Integer.MAX_VALUE);

  /** Whether questions are answered by their first choice (a rename) or their second. */
  private static final boolean FIRST = !"or".equals(System.getProperty("kizaki.test.choice"));

  private static final Reporter SILENT =
      new Reporter() {
        @Override
        public void info(String line) {}

        @Override
        public void warn(String line) {}
      };

  @TempDir private Path temporary;
  private final Map<String, Integer> questions = new TreeMap<>();

  @Test
  void eachRevisionIsReached() throws Exception {
    List<Path> revisions = revisions();
    Project project = project("replayed");
    int migrations = 0;
    try (TestDatabase moved = PostgresServers.version(MAJOR).freshDatabase()) {
      for (Path revision : revisions) {
        put(revision, project);
        PlanResult planned = plan(project, moved);
        if (planned.outcome() == Outcome.NO_CHANGES) {
          continue;
        }
        migrations++;
        answer(project, planned.migration().orElseThrow());
        assertThat(plan(project, moved).outcome()).as("%s", revision).isEqualTo(Outcome.NO_CHANGES);
        kizaki().apply(new ApplyRequest(project, database(moved), Optional.empty()));
        assertThat(dump(moved)).as("%s", revision).isEqualTo(direct(revision));
        assertThat(plan(project, moved).outcome()).as("%s", revision).isEqualTo(Outcome.NO_CHANGES);
        kizaki().status(TestRequests.status(project, database(moved), Set.of(FailOn.values())));
      }
    }
    System.out.printf(
        "%d revisions, %d migrations, questions: %s%n", revisions.size(), migrations, questions);
  }

  /**
   * Liquibase runs all migrations in one database and every second one in another, where apply runs
   * the rest.
   */
  @Test
  @EnabledIfSystemProperty(named = "kizaki.test.liquibase", matches = "[45]")
  void eachRevisionIsReachedByLiquibase() throws Exception {
    Project project = project("by-liquibase");
    LiquibaseCommands liquibase =
        System.getProperty("kizaki.test.liquibase").equals("5")
            ? LiquibaseRunner.VERSION_5
            : LiquibaseRunner.VERSION_4;
    int number = 0;
    try (TestDatabase moved = PostgresServers.version(MAJOR).freshDatabase();
        TestDatabase other = PostgresServers.version(MAJOR).freshDatabase();
        TestDatabase mixed = PostgresServers.version(MAJOR).freshDatabase()) {
      LiquibaseReplay alone = new LiquibaseReplay(liquibase, project.migrationsDirectory(), other);
      LiquibaseReplay half = new LiquibaseReplay(liquibase, project.migrationsDirectory(), mixed);
      for (Path revision : revisions()) {
        put(revision, project);
        PlanResult planned = plan(project, moved);
        if (planned.outcome() == Outcome.NO_CHANGES) {
          continue;
        }
        String migration = planned.migration().orElseThrow();
        answer(project, migration);
        kizaki()
            .changelog(new ChangelogRequest(project, "public", new TestLiquibase().on(), false));
        kizaki().apply(new ApplyRequest(project, database(moved), Optional.empty()));
        List<String> expected = dump(moved);
        alone.migrate(migration, expected);
        kizaki().status(TestRequests.status(project, database(other), Set.of(FailOn.values())));
        if (++number % 2 == 0) {
          kizaki().apply(new ApplyRequest(project, database(mixed), Optional.empty()));
        } else {
          try (Connection connection = mixed.connect()) {
            half.update(connection);
          }
        }
        assertThat(dump(mixed)).as("%s, mixed", migration).isEqualTo(expected);
        kizaki().status(TestRequests.status(project, database(mixed), Set.of(FailOn.values())));
      }
      System.out.println(number + " migrations by Liquibase: " + alone);
    }
  }

  private static List<Path> revisions() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("kizaki.test.history")))) {
      return files
          .filter(file -> file.toString().endsWith(".inspire"))
          .sorted()
          .limit(LAST)
          .toList();
    }
  }

  private Project project(String name) throws IOException {
    Path root = Files.createDirectory(temporary.resolve(name));
    Files.createDirectory(root.resolve("schema"));
    return new Project(
        root,
        root.resolve("schema"),
        root.resolve("migrations"),
        Optional.empty(),
        Optional.empty());
  }

  private static void put(Path revision, Project project) throws IOException {
    Files.copy(
        revision,
        project.schemaDirectory().resolve("schema.inspire"),
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static Kizaki kizaki() {
    return new Kizaki(SILENT);
  }

  private static DatabaseSettings database(TestDatabase database) {
    return TestRequests.database(
        new DatabaseLocation.Server(
            database.jdbcUrl(),
            Optional.of(database.username()),
            Optional.of(new Secret(database.password()))),
        "public",
        Duration.ofSeconds(5),
        Optional.empty());
  }

  private static PlanResult plan(Project project, TestDatabase database) {
    return kizaki()
        .plan(
            new PlanRequest(
                project,
                database(database),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                new TestLiquibase().off()));
  }

  /** Answers the open questions by editing the plan; the tables are empty. */
  private void answer(Project project, String migration) throws IOException {
    Path file = project.migrationsDirectory().resolve(migration).resolve("plan.migration");
    Plan plan = PlanReader.read(SourceText.of("plan", Files.readString(file))).plan();
    List<PlanLine> lines = new ArrayList<>();
    for (PlanLine line : plan.lines()) {
      chosen(line.item()).forEach(each -> lines.add(PlanLine.of(answered(each))));
    }
    Files.writeString(file, PlanPrinter.print(new Plan(migration, DataLoss.commented(lines))));
  }

  private List<PlanStatement> chosen(PlanItem item) {
    if (!(item instanceof Choice choice)) {
      return List.of((PlanStatement) item);
    }
    count((PlanStatement) choice.either().get(0));
    return FIRST
        ? choice.either().stream().flatMap(each -> chosen(each).stream()).toList()
        : choice.or();
  }

  private PlanStatement answered(PlanStatement statement) {
    if (!statement.isOpen()) {
      return statement;
    }
    count(statement);
    if (statement instanceof AddField add) {
      return new AddField(add.entity(), add.field(), add.annotations(), Optional.empty());
    }
    if (statement instanceof ChangeField change) {
      return new ChangeField(
          change.entity(),
          change.before(),
          change.after(),
          change.using().filter(value -> !(value instanceof PlanValue.Unresolved)),
          change.backfill().filter(value -> !(value instanceof PlanValue.Unresolved)));
    }
    DropEnumValue drop = (DropEnumValue) statement;
    return new DropEnumValue(drop.enumName(), drop.value(), new DropEnumValue.None());
  }

  private void count(PlanStatement statement) {
    questions.merge(statement.getClass().getSimpleName(), 1, Integer::sum);
  }

  private List<String> direct(Path revision) throws Exception {
    Project project = project("direct-" + revision.getFileName());
    put(revision, project);
    try (TestDatabase made = PostgresServers.version(MAJOR).freshDatabase()) {
      plan(project, made);
      kizaki().apply(new ApplyRequest(project, database(made), Optional.empty()));
      return dump(made);
    }
  }

  private static List<String> dump(TestDatabase database) throws SQLException {
    try (Connection connection = database.connect()) {
      return CatalogDump.of(connection, "public");
    }
  }
}
