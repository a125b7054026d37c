package dev.kizaki.engine.history;

import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Key;
import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.snapshot.SampleShapes;
import dev.kizaki.engine.snapshot.Snapshot;
import dev.kizaki.engine.snapshot.SnapshotJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A small history on disk. Each plan contains one SQL text. */
final class SampleHistory {
  private final Path root;

  SampleHistory(Path root) {
    this.root = root;
  }

  /** Three migrations below the root. */
  static SampleHistory ofThree(Path root) {
    SampleHistory history = new SampleHistory(root);
    history.add("0001_initial");
    history.add("0002_second");
    history.add("0003_third");
    return history;
  }

  Path migrations() {
    return root.resolve("migrations");
  }

  Path file(String path) {
    return migrations().resolve(path);
  }

  MigrationsDirectory directory() {
    return new MigrationsDirectory(root, migrations());
  }

  List<Migration> read() {
    return directory().read();
  }

  /** Reads everything and checks the chain, as a goal does. */
  List<Migration> check() {
    List<Migration> migrations = read();
    Chain.check(migrations, (before, migration) -> {});
    return migrations;
  }

  /** Writes the next migration. */
  void add(String name) {
    directory().write(name, planText(name), snapshotText(name, tipDigest()));
  }

  Optional<String> tipDigest() {
    List<Migration> migrations = read();
    return migrations.isEmpty()
        ? Optional.empty()
        : Optional.of(migrations.get(migrations.size() - 1).digest());
  }

  static String planText(String name) {
    return "migration \"" + name + "\" {\n  run sql(\"select 'work of " + name + "'\")\n}\n";
  }

  static String snapshotText(String name, Optional<String> parent) {
    return SnapshotJson.write(snapshot(name, parent));
  }

  static Snapshot snapshot(String name, Optional<String> parent) {
    Entity task =
        new Entity(
            "Task",
            List.of(
                SampleShapes.field("id", FieldType.of(Scalar.UUID)),
                SampleShapes.field("price", new FieldType.Decimal(10, 2, false))),
            Optional.of(new Key(List.of("id"))),
            List.of(),
            List.of());
    EnumType status = new EnumType("Status" + name.substring(0, 4), List.of("Todo", "Done"));
    return SampleShapes.snapshot(name, parent, Shape.of(List.of(), List.of(status), List.of(task)));
  }

  /** All files and directories below the migrations directory, with the contents of the files. */
  Map<String, String> tree() {
    Map<String, String> tree = new TreeMap<>();
    if (!Files.exists(migrations(), LinkOption.NOFOLLOW_LINKS)) {
      return tree;
    }
    try (Stream<Path> all = Files.walk(migrations())) {
      for (Path each : all.toList()) {
        tree.put(
            migrations().relativize(each).toString(),
            Files.isRegularFile(each)
                ? new String(Files.readAllBytes(each), StandardCharsets.ISO_8859_1)
                : "(directory)");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tree;
  }
}
