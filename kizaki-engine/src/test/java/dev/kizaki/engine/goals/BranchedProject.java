package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Prompter;
import dev.kizaki.engine.api.RebaseRequest;
import dev.kizaki.engine.history.Migration;
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
import dev.kizaki.engine.testing.GitProject;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestBinaries;
import dev.kizaki.engine.testing.TestDatabase;
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
  private final GitProject git;
  private final Map<String, Migration> written = new HashMap<>();

  private Optional<DatabaseSettings> used = Optional.empty();

  /** Null until a goal needs it. It is deleted with its server at the end of the tests. */
  private TestDatabase onServer;

  /**
   * @param schema the schema after a merge by Git
   */
  BranchedProject(Path root, String schema) throws IOException {
    this.root = root;
    this.git = new GitProject(root);
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
    Path directory = root.resolve("migrations").resolve(name);
    written.put(name, Migration.of(MigrationName.of(name), directory, plan, snapshot));
    AppliedProject.write(root, "migrations/" + name + "/plan.migration", plan.source().text());
    AppliedProject.write(
        root, "migrations/" + name + "/snapshot.json", SnapshotJson.write(snapshot));
    return this;
  }

  /** A project in a repository of Git, with three migrations that are committed. */
  static BranchedProject ofThree(Path root) throws IOException {
    BranchedProject project =
        new BranchedProject(root, "entity T {\n  a: string\n  x: int?\n  z: int?\n}\n")
            .write(
                "0001_initial",
                Optional.empty(),
                "  add entity T {\n    id: uuid = uuid() @primaryKey\n    a: string\n  }")
            .write("0002_x", Optional.of("0001_initial"), "  add T.x: int?")
            .write("0003_z", Optional.of("0002_x"), "  add T.z: int?");
    project.git.run("init", "--quiet", "--initial-branch=main");
    project.commit();
    return project;
  }

  void commit() {
    git.commit("a change");
  }

  void git(String... arguments) {
    git.run(arguments);
  }

  /** Merges a branch, and keeps the conflict markers of Git. */
  void mergeWithConflict(String branch) {
    assertThatThrownBy(() -> git.run("merge", "--quiet", "--no-edit", branch))
        .isInstanceOf(AssertionError.class);
  }

  /** Makes the branch one of a remote, which is its default branch. */
  void publish(String branch) {
    git.init();
    git.publish(branch, branch);
  }

  /** The goals that are run from now on use this database. */
  void use(DatabaseSettings database) {
    used = Optional.of(database);
  }

  void run(Goal goal) {
    goal.run(new Kizaki(new RecordedLines()), project(), used.orElseGet(this::database));
  }

  Path migration(String name) {
    return root.resolve("migrations").resolve(name);
  }

  Path snapshot(String migration) {
    return migration(migration).resolve("snapshot.json");
  }

  Path schema() {
    return root.resolve("src/main/inspire/schema.inspire");
  }

  void rename(String from, String to) throws IOException {
    Files.move(migration(from), migration(to));
  }

  void copy(String from, String to) throws IOException {
    Files.createDirectory(migration(to));
    Files.copy(plan(from), plan(to));
    Files.copy(snapshot(from), snapshot(to));
  }

  void delete(String migration) throws IOException {
    Files.delete(plan(migration));
    Files.delete(snapshot(migration));
    Files.delete(migration(migration));
  }

  /** Leaves only the first migration, and a schema that it leads to. */
  void toOnlyInitial() throws IOException {
    delete("0003_z");
    delete("0002_x");
    Files.writeString(schema(), "entity T {\n  a: string\n}\n");
  }

  /** Writes the third migration again, with other statements. */
  void replaceLatest(String statements) throws IOException {
    write("0003_z", Optional.of("0002_x"), statements);
  }

  /** Replaces a text, which the file contains. */
  void edit(Path file, String from, String to) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
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

  /** A database of a server that runs, which is empty at first. */
  TestDatabase onServer() {
    if (onServer == null) {
      onServer = PostgresServers.version(17).freshDatabase();
    }
    return onServer;
  }

  /** The embedded database of the project, which does not exist unless a goal makes it. */
  DatabaseSettings database() {
    return TestRequests.database(
        new DatabaseLocation.Embedded(
            root,
            "17",
            (artifact, version) ->
                TestBinaries.folder().resolve(artifact + "-" + version + ".jar")),
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
