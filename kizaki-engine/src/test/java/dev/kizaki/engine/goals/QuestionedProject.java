package dev.kizaki.engine.goals;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.PlanResult;
import dev.kizaki.engine.api.Prompter;
import dev.kizaki.engine.api.Secret;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import dev.kizaki.engine.testing.TestRequests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A project whose first migration is applied and whose schema allows every kind of question. Copies
 * share the database, because planning only reads it.
 */
record QuestionedProject(Path root, TestDatabase test) implements AutoCloseable {
  private static final String SCHEMA =
      """
      enum Status { Open, Done, Gone }
      enum Colour { Red, Green, Blue }
      entity Project { name: string }
      entity Team { name: string }
      entity Note { text: string, pinned: boolean = false }
      entity Task {
        title: string?
        ownerId: __User.id
        code: string?
        status: Status = Open
        colour: Colour = Red
        projectId: Project.id
        first: string
        second: int
        @unique([first, second])
      }
      """;

  static QuestionedProject in(Path root) throws IOException {
    QuestionedProject project =
        new QuestionedProject(root, PostgresServers.version(17).freshDatabase());
    AppliedProject.write(root, "src/main/inspire/schema.inspire", SCHEMA);
    project.plan(Optional.empty(), Optional.empty());
    new Kizaki(new RecordedLines())
        .apply(
            new ApplyRequest(AppliedProject.project(root), project.database(), Optional.empty()));
    return project;
  }

  /**
   * Copies the project and changes its schema.
   *
   * @param changes alternately a text in the schema and its replacement
   */
  QuestionedProject copyTo(Path directory, List<String> changes) throws IOException {
    Files.createDirectories(directory);
    new AppliedProject(root, test).copyTo(directory);
    String schema = SCHEMA;
    for (int i = 0; i < changes.size(); i += 2) {
      if (!schema.contains(changes.get(i))) {
        throw new IllegalArgumentException("not in the schema: " + changes.get(i));
      }
      schema = schema.replace(changes.get(i), changes.get(i + 1));
    }
    AppliedProject.write(directory, "src/main/inspire/schema.inspire", schema);
    return new QuestionedProject(directory, test);
  }

  PlanResult plan(Optional<String> resolve, Optional<Prompter> prompter) {
    return new Kizaki(new RecordedLines())
        .plan(
            TestRequests.plan(
                AppliedProject.project(root),
                database(),
                Optional.of(Files.exists(root.resolve("migrations")) ? "change" : "initial"),
                resolve,
                Optional.empty(),
                false,
                false,
                prompter));
  }

  private DatabaseSettings database() {
    return TestRequests.database(
        new DatabaseLocation.Server(
            test.jdbcUrl(), Optional.of(test.username()), Optional.of(new Secret(test.password()))),
        "public",
        Duration.ofSeconds(5),
        Optional.empty());
  }

  /** The plan file of the migration that was planned. */
  Path planFile() {
    return root.resolve("migrations/0002_change/plan.migration");
  }

  /** Both files of the migration that was planned, by file name. */
  Map<String, String> written() throws IOException {
    return Map.of(
        "plan.migration",
        Files.readString(planFile()),
        "snapshot.json",
        Files.readString(planFile().resolveSibling("snapshot.json")));
  }

  @Override
  public void close() throws SQLException {
    test.close();
  }
}
