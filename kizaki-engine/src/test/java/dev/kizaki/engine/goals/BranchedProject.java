package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Prompter;
import dev.kizaki.engine.api.RebaseRequest;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.history.MigrationFiles;
import dev.kizaki.engine.history.MigrationName;
import dev.kizaki.engine.plan.Decision;
import dev.kizaki.engine.plan.text.PlanReader;
import dev.kizaki.engine.plan.text.PlanText;
import dev.kizaki.engine.replay.Replay;
import dev.kizaki.engine.shape.NamingVersion;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.snapshot.DigestVersion;
import dev.kizaki.engine.snapshot.Snapshot;
import dev.kizaki.engine.snapshot.SnapshotJson;
import dev.kizaki.engine.testing.TestRequests;
import dev.kizaki.inspire.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A project whose migrations are written from their statements, without a database. */
final class BranchedProject {
  private final Path root;
  private final Map<String, Migration> written = new HashMap<>();

  /**
   * @param schema the schema after a merge by Git
   */
  BranchedProject(Path root, String schema) throws IOException {
    this.root = root;
    AppliedProject.write(root, "src/main/inspire/schema.inspire", schema);
  }

  /** Writes a migration after another one, or the first one if that is absent. */
  BranchedProject write(String name, Optional<String> parent, String statements)
      throws IOException {
    PlanText plan =
        PlanReader.read(
            SourceText.of(name, "migration \"%s\" {\n%s\n}\n".formatted(name, statements)));
    assertThat(plan.diagnostics()).isEmpty();
    Optional<Migration> before = parent.map(written::get);
    Shape base = before.map(each -> each.snapshot().shape()).orElseGet(Shape::empty);
    Snapshot snapshot =
        new Snapshot(
            name,
            before.map(Migration::digest),
            NamingVersion.CURRENT,
            DigestVersion.CURRENT,
            Replay.run(base, plan.plan().statements(Decision.EITHER)));
    SourceText json = SourceText.of("snapshot.json", SnapshotJson.write(snapshot));
    Path directory = root.resolve("migrations").resolve(name);
    written.put(
        name,
        Migration.of(
            new MigrationFiles(MigrationName.of(name), directory, plan.source(), json),
            plan,
            snapshot));
    AppliedProject.write(root, "migrations/" + name + "/plan.migration", plan.source().text());
    AppliedProject.write(root, "migrations/" + name + "/snapshot.json", json.text());
    return this;
  }

  Path root() {
    return root;
  }

  Project project() {
    return AppliedProject.project(root);
  }

  Path plan(String migration) {
    return root.resolve("migrations").resolve(migration).resolve("plan.migration");
  }

  /** The embedded database of the project, which does not exist. */
  DatabaseSettings database() {
    return TestRequests.database(
        new DatabaseLocation.Embedded(
            root,
            "17",
            (artifact, version) -> {
              throw new IllegalStateException("no server is needed");
            }),
        "public",
        Duration.ofSeconds(5),
        Optional.empty());
  }

  /** Runs {@code rebase} and returns its output. */
  String rebase(String side, String resolve) {
    return rebase(
        new RebaseRequest(
            project(), optional(side), optional(resolve), Optional.empty(), Optional.empty()));
  }

  String rebase(String side) {
    return rebase(side, "");
  }

  /** Runs {@code rebase} with a person who gives these replies. */
  ScriptedPrompter rebaseAtPrompt(String side, String... replies) {
    ScriptedPrompter prompter = new ScriptedPrompter(List.of(replies));
    rebase(
        new RebaseRequest(
            project(),
            optional(side),
            Optional.empty(),
            Optional.empty(),
            Optional.<Prompter>of(prompter)));
    assertThat(prompter.left()).isEmpty();
    return prompter;
  }

  private static Optional<String> optional(String text) {
    return Optional.of(text).filter(each -> !each.isEmpty());
  }

  private static String rebase(RebaseRequest request) {
    RecordedLines lines = new RecordedLines();
    new Kizaki(lines).rebase(request);
    return lines.text();
  }

  /** The names of the migrations, in order. */
  List<String> migrations() throws IOException {
    try (Stream<Path> directories = Files.list(root.resolve("migrations"))) {
      return directories
          .map(each -> each.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .sorted()
          .collect(Collectors.toList());
    }
  }

  /** The content of the migrations directory. */
  Map<String, String> files() throws IOException {
    return AppliedProject.tree(root.resolve("migrations"));
  }
}
