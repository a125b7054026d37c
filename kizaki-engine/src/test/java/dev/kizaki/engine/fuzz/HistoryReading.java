package dev.kizaki.engine.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.changelogs.FoundChangelogs;
import dev.kizaki.engine.compile.CompileResult;
import dev.kizaki.engine.compile.ShapeCompiler;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.history.MigrationsDirectory;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.text.PlanPrinter;
import dev.kizaki.engine.planner.Answers;
import dev.kizaki.engine.planner.Planner;
import dev.kizaki.engine.planner.PlannerResult;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.shape.NamingVersion;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.snapshot.DigestVersion;
import dev.kizaki.engine.snapshot.Snapshot;
import dev.kizaki.engine.snapshot.SnapshotJson;
import dev.kizaki.inspire.parse.InspireParser;
import dev.kizaki.inspire.source.DiagnosticPrinter;
import dev.kizaki.inspire.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads whole directories of migrations, which an input changes. */
final class HistoryReading {
  private static final List<String> REVISIONS =
      List.of(
          "entity Task { name: string  code: int  done: boolean = false }",
          "enum Status { open, done }\n"
              + "entity Task { title: string  code: int  status: Status @index }\n"
              + "entity User { name: string @unique }",
          "enum Status { open, closed }\n"
              + "entity Task { title: string  code: bigint = 5  status: Status  userId: User.id? }\n"
              + "entity User { name: string @unique  tags: string[] = [] }\n"
              + "object openTask { create \"create view open_task as select 1 as one\" }");

  private final Path original;
  private final Path root;
  private int number;

  private HistoryReading(Path original, Path root) {
    this.original = original;
    this.root = root;
  }

  /**
   * Writes the history that inputs change.
   *
   * @param root an empty directory
   */
  static HistoryReading in(Path root) throws IOException {
    Path original = Files.createDirectory(root.resolve("original"));
    MigrationsDirectory directory = new MigrationsDirectory(original, original);
    Shape before = Shape.empty();
    for (int number = 1; number <= REVISIONS.size(); number++) {
      before = write(directory, number, before, shape(REVISIONS.get(number - 1)));
    }
    Files.writeString(original.resolve("changelog-master.xml"), "<databaseChangeLog/>\n");
    Files.writeString(original.resolve("0001_initial/changelog.xml"), "<databaseChangeLog/>\n");
    return new HistoryReading(original, root);
  }

  private static Shape write(
      MigrationsDirectory directory, int number, Shape before, Shape schema) {
    PlannerResult draft = Planner.plan(before, schema, Answers.none(), List.of(), number == 1);
    String name = "%04d_%s".formatted(number, draft.slug());
    List<Migration> earlier = directory.read();
    Optional<String> parent = earlier.stream().reduce((one, other) -> other).map(Migration::digest);
    directory.write(
        name,
        PlanPrinter.print(new Plan(name, draft.lines())),
        SnapshotJson.write(
            new Snapshot(
                name, parent, NamingVersion.CURRENT, DigestVersion.CURRENT, draft.target())));
    return draft.target();
  }

  private static Shape shape(String schema) {
    CompileResult compiled =
        ShapeCompiler.compile(
            List.of(InspireParser.parseSchema(SourceText.of("app.inspire", schema)).tree()),
            Optional.empty());
    return compiled
        .shape()
        .orElseThrow(() -> new AssertionError(DiagnosticPrinter.printAll(compiled.diagnostics())));
  }

  /** Inputs that leave the history as it is, or make one edit of each kind. */
  static List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>();
    seeds.add(new byte[0]);
    for (int kind = 0; kind < HistoryEdits.KINDS; kind++) {
      for (int file = 0; file < 12; file++) {
        seeds.add(new byte[] {(byte) kind, (byte) file, 0, (byte) (file * 17 + 3), 20});
      }
    }
    return seeds;
  }

  /** Changes a copy of the history as the input says, and reads it, which changes nothing. */
  void read(byte[] input) throws IOException {
    number++;
    Path copy = root.resolve("copy" + number);
    try {
      copy(original, copy);
      new HistoryEdits(copy, input).carryOut();
      List<String> before = names(copy);
      try {
        MigrationsDirectory directory = new MigrationsDirectory(root, copy);
        CommittedHistory history = CommittedHistory.read(directory);
        history.unresolved().forEach(Object::toString);
        FoundChangelogs.of(
                directory,
                "public",
                history.migrations().stream().map(FoundChangelogs.Subject::of).toList())
            .problems();
      } finally {
        assertThat(names(copy)).isEqualTo(before);
      }
    } finally {
      HistoryEdits.delete(copy);
    }
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.map(Path::toString).sorted().toList();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path each : files.toList()) {
        Files.copy(each, to.resolve(from.relativize(each).toString()));
      }
    }
  }
}
