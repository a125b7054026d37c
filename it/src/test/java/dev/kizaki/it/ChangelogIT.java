package dev.kizaki.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Liquibase changelogs in the builds of a project; Liquibase is loaded only if a changelog is
 * written.
 */
final class ChangelogIT {
  private static final String TASK = "entity Task {\n  title: string\n}\n";
  private static final String SPECIAL =
      """
      enum Kind { Initial, Two }
      entity Item {
        title: string = "Iıİi — ü"
        kind: Kind = Initial
        due: date = "2026-01-31"
      }
      """;
  private static final String CHANGELOG = "migrations/0001_initial/changelog.xml";
  private static final String MASTER = "migrations/changelog-master.xml";

  @Test
  void planWritesStatusReportsAndChangelogRepairsChangelogs() throws IOException {
    UserProject project = UserProject.named("changelog").schema(TASK);
    assertThat(project.maven("kizaki:plan kizaki:status -Dkizaki.liquibase").transcript())
        .isEqualTo(
            """
            $ kizaki:plan
            Generated migrations/0001_initial/plan.migration
            - add entity Task {
                id: uuid = uuid() @primaryKey
                title: string
              }
            Wrote migrations/0001_initial/changelog.xml
            Wrote migrations/changelog-master.xml
            $ kizaki:status
            Latest committed: 0001_initial
            Latest applied: unknown (no database)
            Source drift: none
            [WARNING] Pending: 0001_initial; run `mvn kizaki:apply`.
            BUILD SUCCESS
            """);
    String text = project.read(CHANGELOG);

    Files.delete(project.directory().resolve(CHANGELOG));
    project.write(MASTER, project.read(MASTER).replace("</databaseChangeLog>", ""));
    assertThat(project.maven("kizaki:status").transcript())
        .isEqualTo(
            """
            $ kizaki:status
            Latest committed: 0001_initial
            Latest applied: unknown (no database)
            Source drift: none
            [WARNING] Pending: 0001_initial; run `mvn kizaki:apply`.
            [WARNING] Changelog: missing: 0001_initial
            [WARNING] Changelog: edited: changelog-master.xml
            BUILD FAILURE
            [ERROR] The Liquibase changelogs do not match the history; run `mvn \
            kizaki:changelog` and commit what it writes. [KIZ315]
            """);
    assertThat(project.maven("kizaki:changelog kizaki:changelog kizaki:status").transcript())
        .isEqualTo(
            """
            $ kizaki:changelog
            Wrote migrations/0001_initial/changelog.xml
            Wrote migrations/changelog-master.xml in the place of an edited one
            $ kizaki:changelog
            Changelogs are up to date.
            $ kizaki:status
            Latest committed: 0001_initial
            Latest applied: unknown (no database)
            Source drift: none
            [WARNING] Pending: 0001_initial; run `mvn kizaki:apply`.
            BUILD SUCCESS
            """);
    assertThat(project.read(CHANGELOG)).isEqualTo(text);
  }

  @Test
  void loadsLiquibaseOnlyToWriteAChangelog() throws IOException {
    UserProject project = UserProject.named("changelog-loading").schema(TASK);
    project.write(".mvn/jvm.config", "-Xlog:class+load:file=classes.log");
    String goals = "kizaki:validate kizaki:plan kizaki:status";
    assertThat(liquibase(project, goals)).as("none are wanted").isEmpty();
    assertThat(liquibase(project, "kizaki:plan kizaki:status -Dkizaki.liquibase"))
        .as("some are written")
        .contains("dev.kizaki.engine.liquibase.LiquibaseRenderer")
        .anyMatch(name -> name.startsWith("liquibase."));
    String wanted = goals + " -Dkizaki.liquibase";
    assertThat(liquibase(project, wanted)).as("all are current").isEmpty();
    assertThat(liquibase(project, "clean " + wanted)).as("all are current, unseen").isEmpty();
    project.schema(TASK + "entity Label {\n  name: string?\n}\n");
    assertThat(liquibase(project, "kizaki:validate kizaki:status -Dkizaki.failOn=none"))
        .as("the schema is ahead")
        .isEmpty();
  }

  /** The classes of Liquibase that a build loads, and the classes of kizaki that work with them. */
  private static List<String> liquibase(UserProject project, String arguments) throws IOException {
    Build build = project.maven(arguments);
    assertThat(build.exitCode()).as(String.join("\n", build.log())).isZero();
    List<String> loaded =
        Files.readAllLines(project.directory().resolve("classes.log")).stream()
            .map(line -> line.replaceFirst("^(\\[[^]]*])*\\s*", "").split(" ")[0])
            .toList();
    assertThat(loaded).contains("dev.kizaki.engine.Kizaki");
    return loaded.stream()
        .filter(name -> name.toLowerCase(Locale.ROOT).contains("liquibase"))
        .filter(
            name ->
                !name.startsWith("dev.kizaki.")
                    || name.startsWith("dev.kizaki.engine.liquibase.")
                    || name.equals("dev.kizaki.engine.changelogs.LiquibaseLoader"))
        .toList();
  }

  @Test
  void anotherDirectoryLanguageAndTimeZoneGiveTheSameBytes() throws IOException {
    Map<String, String> written = new TreeMap<>();
    for (String options :
        List.of(
            "-Duser.language=en",
            "-Duser.language=tr -Duser.country=TR -Duser.timezone=Asia/Kathmandu"
                + " -Dfile.encoding=ISO-8859-9",
            "-Duser.language=ar -Duser.country=EG -Duser.timezone=Pacific/Apia"
                + " -Dfile.encoding=US-ASCII")) {
      UserProject project =
          UserProject.named("changelog-place-" + written.size())
              .schema(SPECIAL)
              .with("liquibase", "true");
      project.write(".mvn/jvm.config", options.strip());
      Build build = project.maven("kizaki:plan");
      assertThat(build.exitCode()).as(String.join("\n", build.log())).isZero();
      written.put(options, project.migrations().toString());
    }
    assertThat(written.values()).hasSize(3);
    assertThat(written.values().stream().distinct()).hasSize(1);
  }
}
