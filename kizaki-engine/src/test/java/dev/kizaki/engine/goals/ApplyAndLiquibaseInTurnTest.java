package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.ChangelogRequest;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.StatusRequest.FailOn;
import dev.kizaki.engine.cases.CatalogDump;
import dev.kizaki.engine.liquibase.LiquibaseCommands;
import dev.kizaki.engine.liquibase.LiquibaseRenderer;
import dev.kizaki.engine.liquibase.LiquibaseRunner;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import dev.kizaki.engine.testing.TestLiquibase;
import dev.kizaki.engine.testing.TestRequests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code apply} and Liquibase apply the migrations of one history alternately. */
@FullRun
final class ApplyAndLiquibaseInTurnTest {
  private static final Set<FailOn> ALL = EnumSet.allOf(FailOn.class);
  private static final Set<FailOn> ALL_BUT_PENDING =
      EnumSet.complementOf(EnumSet.of(FailOn.PENDING));

  private static AppliedProject applied;
  private static Project project;
  private static List<String> migrations;
  private static List<String> end;

  /** A second directory with copies of the same changelogs. */
  private static Path elsewhere;

  @BeforeAll
  static void plan(@TempDir Path root, @TempDir Path copy) throws Exception {
    applied = LongerProject.in(root);
    project = AppliedProject.project(root);
    Kizaki kizaki = new Kizaki(new RecordedLines());
    kizaki.changelog(new ChangelogRequest(project, "public", new TestLiquibase().on(), false));
    try (Stream<Path> children = Files.list(project.migrationsDirectory())) {
      migrations =
          children
              .filter(Files::isDirectory)
              .map(child -> child.getFileName().toString())
              .sorted()
              .toList();
    }
    elsewhere = copy;
    end = dump(applied.test());
    for (int count = 1; count <= migrations.size(); count++) {
      String master = new LiquibaseRenderer().master(migrations.subList(0, count));
      Files.writeString(project.migrationsDirectory().resolve(first(count)), master);
      AppliedProject.write(copy, "db/history/" + first(count), master);
    }
    for (String migration : migrations) {
      String changelog = migration + "/changelog.xml";
      AppliedProject.write(
          copy,
          "db/history/" + changelog,
          Files.readString(project.migrationsDirectory().resolve(changelog)));
    }
  }

  /** The master changelog that includes the first {@code count} migrations. */
  private static String first(int count) {
    return "first-" + count + ".xml";
  }

  /**
   * @param turns which tool applies each migration: {@code k} for apply, {@code l} and {@code L}
   *     for Liquibase, started from the first or the second directory
   */
  @ParameterizedTest
  @CsvSource({
    "14, 4, klkLk",
    "14, 4, lkLkl",
    "14, 4, LLkkl",
    "18, 5, kkLlk",
    "18, 5, LlkLk",
    "18, 4, lLlLl",
  })
  void bothToolsReachTheSameEndAndFindNothingMoreToDo(int major, int version, String turns)
      throws Exception {
    LiquibaseCommands liquibase =
        version == 5 ? LiquibaseRunner.VERSION_5 : LiquibaseRunner.VERSION_4;
    try (TestDatabase mixed = PostgresServers.version(major).freshDatabase();
        Connection connection = mixed.connect()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("create schema liquibase");
      }
      List<String> kizaki = new ArrayList<>();
      for (int count = 1; count <= migrations.size(); count++) {
        char turn = turns.charAt(count - 1);
        if (turn == 'k') {
          kizaki.addAll(apply(mixed, Optional.of(migrations.get(count - 1))));
        } else {
          update(liquibase, connection, turn == 'L', count);
        }
        status(mixed, count == migrations.size() ? ALL : ALL_BUT_PENDING);
      }
      assertThat(dump(mixed)).isEqualTo(end);
      assertThat(kizaki).hasSize((int) turns.chars().filter(turn -> turn == 'k').count());

      assertThat(apply(mixed, Optional.empty())).isEmpty();
      update(liquibase, connection, true, migrations.size());
      update(liquibase, connection, false, migrations.size());
      assertThat(dump(mixed)).isEqualTo(end);
      status(mixed, ALL);
      Path directory = project.migrationsDirectory();
      liquibase.validate(connection, directory, "changelog-master.xml");
      assertThat(liquibase.status(connection, directory, "changelog-master.xml"))
          .contains("is up to date");
      assertThat(liquibase.updateSql(connection, directory, "changelog-master.xml"))
          .doesNotContain("\"task\"");
    }
  }

  private static void update(
      LiquibaseCommands liquibase, Connection connection, boolean fromElsewhere, int count) {
    if (fromElsewhere) {
      liquibase.update(connection, elsewhere, "db/history/" + first(count));
    } else {
      liquibase.update(connection, project.migrationsDirectory(), first(count));
    }
  }

  private static List<String> apply(TestDatabase database, Optional<String> target) {
    return new Kizaki(new RecordedLines())
        .apply(new ApplyRequest(project, location(database), target))
        .applied();
  }

  private static void status(TestDatabase database, Set<FailOn> failOn) {
    RecordedLines output = new RecordedLines();
    new Kizaki(output).status(TestRequests.status(project, location(database), failOn));
    assertThat(output.text()).doesNotContain("Unmanaged", "Changelog:", "Lock:");
  }

  private static DatabaseSettings location(TestDatabase database) {
    return new AppliedProject(project.root(), database).database();
  }

  private static List<String> dump(TestDatabase database) throws SQLException, IOException {
    try (Connection connection = database.connect()) {
      return CatalogDump.of(connection, "public");
    }
  }
}
