package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plans one schema with many languages, time zones and encodings, and with wrong clocks: plan and
 * snapshot are the same bytes, the database is the same, and the order of a history depends only on
 * its chain of digests.
 */
@FullRun
final class PlatformIndependenceTest {
  /**
   * Letters whose case changes differently in Turkish, numbers, and a time that daylight saving
   * skips.
   */
  private static final String SCHEMA =
      """
      enum IssueKind { Internal, EXTERNAL, minor }
      entity Issue {
        invoiceId: int = 1234567
        TITLE: string = "\u0130\u0131 \u00e7\u0131\u011f \u00df 1.234,5" @unique
        kind: IssueKind = minor
        price: decimal(12, 3) = 1234567.125
        ratio: double = 0.000125
        due: date = "2026-03-29"
        at: datetime = "2026-03-29T02:30:00+01:00"
        old: datetime = "0044-03-15T12:00:00Z"
        parentId: Issue.id?
        @index([invoiceId, TITLE])
      }
      """;

  private static final List<String> LANGUAGES =
      List.of(
          "tr-TR",
          "az-Latn-AZ",
          "lt-LT",
          "de-CH",
          "ar-EG-u-nu-arab",
          "hi-IN-u-nu-deva",
          "fa-IR-u-ca-persian-nu-arabext",
          "th-TH-u-ca-buddhist-nu-thai",
          "ja-JP-u-ca-japanese");

  private static final List<String> ZONES =
      List.of(
          "Europe/Berlin",
          "America/Sao_Paulo",
          "Pacific/Apia",
          "Asia/Kathmandu",
          "Australia/Lord_Howe",
          "Africa/Monrovia");

  @TempDir Path directory;

  private final Locale locale = Locale.getDefault();
  private final TimeZone zone = TimeZone.getDefault();
  private int projects;

  @BeforeEach
  void setNeutralDefaults() {
    Locale.setDefault(Locale.ROOT);
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
  }

  @AfterEach
  void restore() {
    Locale.setDefault(locale);
    TimeZone.setDefault(zone);
  }

  private Path project(String schema) throws IOException {
    Path root = Files.createDirectory(directory.resolve("project" + projects++));
    AppliedProject.write(root, "src/main/inspire/issue.inspire", schema);
    return root;
  }

  private Map<String, String> plannedFiles() throws IOException {
    Path root = project(SCHEMA);
    assertThat(PlannerProcess.plan(root)).startsWith("Generated migrations/0001_initial/");
    return AppliedProject.tree(root);
  }

  @Test
  void writesTheSameBytesInEveryLanguageAndTimeZone() throws IOException {
    Map<String, String> expected = plannedFiles();
    for (String language : LANGUAGES) {
      Locale.setDefault(Locale.forLanguageTag(language));
      assertThat(plannedFiles()).as(language).isEqualTo(expected);
    }
    for (String each : ZONES) {
      TimeZone.setDefault(TimeZone.getTimeZone(each));
      assertThat(plannedFiles()).as(each).isEqualTo(expected);
    }
  }

  @Test
  void writesTheSameBytesInAnotherJvm() throws Exception {
    Map<String, String> expected = plannedFiles();
    for (String encoding : List.of("ISO-8859-9", "UTF-16")) {
      Path root = project(SCHEMA);
      PlannerProcess.output(
          PlannerProcess.launch(
              List.of("env", "LC_ALL=C", "TZ=Pacific/Apia"),
              List.of(
                  "-Duser.language=tr",
                  "-Duser.country=TR",
                  "-Duser.timezone=America/Sao_Paulo",
                  "-Dline.separator=\r\n",
                  "-Dfile.encoding=" + encoding),
              List.of("plan", root.toString())));
      assertThat(AppliedProject.tree(root)).as(encoding).isEqualTo(expected);
    }
  }

  @Test
  void createsTheSameDatabaseInEveryLanguage() throws Exception {
    Set<String> found = new HashSet<>();
    for (String language : List.of("en-US", "tr-TR", "ar-EG-u-nu-arab")) {
      Locale.setDefault(Locale.forLanguageTag(language));
      TimeZone.setDefault(TimeZone.getTimeZone(ZONES.get(found.size())));
      try (TestDatabase test = PostgresServers.version(17).freshDatabase()) {
        AppliedProject project = new AppliedProject(project(SCHEMA), test);
        assertThat(output(project, Goal.PLAN)).startsWith("Generated ");
        assertThat(output(project, Goal.APPLY)).isEqualTo("Applying 0001_initial...\nDone.\n");
        assertThat(output(project, Goal.STATUS)).endsWith("Source drift: none\n");
        found.add(defaultRow(test));
      }
    }
    assertThat(found)
        .containsExactly(
            "1234567 \u0130\u0131 \u00e7\u0131\u011f \u00df 1.234,5 minor 1234567.125 0.000125"
                + " 2026-03-29 2026-03-29 01:30:00+00 0044-03-15 12:00:00+00");
  }

  private static String defaultRow(TestDatabase test) throws SQLException {
    try (Connection connection = test.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SET TIME ZONE 'UTC'");
      statement.execute("INSERT INTO issue DEFAULT VALUES");
      try (ResultSet row =
          statement.executeQuery(
              """
              SELECT concat_ws(' ', invoice_id, title, kind, price, ratio, due, at, old)
              FROM issue
              """)) {
        row.next();
        return row.getString(1);
      }
    }
  }

  /** The dates in the history table come from machines whose clocks disagree. */
  @Test
  void datesOfTheHistoryTableHaveNoEffect() throws Exception {
    try (AppliedProject project =
        AppliedProject.in(Files.createDirectory(directory.resolve("p")))) {
      try (Connection connection = project.test().connect();
          Statement statement = connection.createStatement()) {
        // Later migrations get earlier dates, all of them in the future.
        assertThat(
                statement.executeUpdate(
                    """
                    UPDATE __kizaki_migration
                    SET applied_at = now() + interval '10 years' - number * interval '1 year'
                    """))
            .isEqualTo(3);
      }
      assertThat(output(project, Goal.APPLY)).isEqualTo("Nothing to apply.\n");
      assertThat(output(project, Goal.STATUS)).startsWith("Latest committed: 0003_add_points\n");
      for (int i = 0; i < 2; i++) {
        AppliedProject.write(
            project.root(),
            "src/main/inspire/more" + i + ".inspire",
            "entity More" + i + " { name: string }");
        assertThat(output(project, Goal.PLAN))
            .startsWith("Generated migrations/000" + (4 + i) + "_");
        assertThat(output(project, Goal.APPLY)).endsWith("Done.\n");
      }
      assertThat(output(project, Goal.STATUS))
          .startsWith(
              """
              Latest committed: 0005_add_more1
              Latest applied: 0005_add_more1
              """);
    }
  }

  /** Two migrations with the same number are found whatever the dates of their files are. */
  @Test
  void refusesTwoMigrationsWithOneNumberWhateverTheirDates() throws Exception {
    try (AppliedProject project =
        AppliedProject.in(Files.createDirectory(directory.resolve("p")))) {
      Path root = Files.createDirectory(directory.resolve("forked"));
      project.copyTo(root);
      Path mine = root.resolve("migrations/0003_add_points");
      Path theirs = Files.createDirectory(root.resolve("migrations/0003_add_note"));
      for (String file : List.of("plan.migration", "snapshot.json")) {
        Files.writeString(
            theirs.resolve(file),
            Files.readString(mine.resolve(file))
                .replace("add_points", "add_note")
                .replace("points", "note"));
      }
      Set<String> messages = new HashSet<>();
      for (long days : new long[] {-3650, 0, 3650}) {
        for (Path path : List.of(theirs, theirs.resolve("plan.migration"))) {
          Files.setLastModifiedTime(
              path, FileTime.fromMillis(System.currentTimeMillis() + days * 86_400_000L));
        }
        for (Goal goal : RefusedInput.OF_HISTORY) {
          messages.add(
              catchThrowable(() -> output(new AppliedProject(root, project.test()), goal))
                  .getMessage());
        }
      }
      assertThat(messages)
          .containsExactly(
              """
              Branches parted after 0002_add_status and added migrations of their own: \
              0003_add_note; 0003_add_points.
              Run `mvn kizaki:rebase -Dkizaki.rebase=<migration>` with the first migration of the \
              side that is to go on top of the other.\
              """);
    }
  }

  private static String output(AppliedProject project, Goal goal) {
    RecordedLines lines = new RecordedLines();
    goal.run(new Kizaki(lines), AppliedProject.project(project.root()), project.database());
    return lines.text();
  }
}
