package dev.kizaki.engine.history;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes the first migration together with the files of the schema. If the process is killed,
 * either all of them are there or none.
 *
 * <p>As in {@link ReplacementJournal}, the journal is a folder that appears complete and in one
 * step; from then on the files are valid. Any process can move what is still in it, any number of
 * times: first the schema files, then the migration.
 */
final class AdoptionJournal {
  /** The name of the migration, and the schema directory relative to the migrations directory. */
  private static final String NAMES = "names";

  private static final String MIGRATION = "migration";
  private static final String SCHEMA = "schema";

  /** The file of an object in SQL is in a folder for its kind. */
  private static final Pattern SCHEMA_FILE =
      Pattern.compile("[A-Za-z0-9_]+\\.inspire|[a-z_]+/[^/.]+\\.sql");

  private final Path directory;
  private final FileOperations operations;
  private final StagingDirectory staging;

  AdoptionJournal(Path directory, FileOperations operations) {
    this.directory = directory;
    this.operations = operations;
    this.staging = new StagingDirectory(directory, operations);
  }

  /** Whether files are being written, or were not all written because their process was killed. */
  boolean isPending() {
    return Files.isDirectory(staging.adoptionJournal(), LinkOption.NOFOLLOW_LINKS);
  }

  /** Creates a folder with the content of the journal. */
  void stage(Path staged, AdoptedFiles files) throws IOException {
    operations.createDirectory(staged);
    Path migration = staged.resolve(MIGRATION);
    operations.createDirectory(migration);
    write(migration.resolve(MigrationFiles.PLAN), files.plan());
    write(migration.resolve(MigrationFiles.SNAPSHOT), files.snapshot());
    operations.syncDirectory(migration);
    Path schema = staged.resolve(SCHEMA);
    operations.createDirectory(schema);
    for (Map.Entry<String, String> file : files.schema().entrySet()) {
      Path target = schema.resolve(file.getKey());
      createDirectories(target.getParent());
      write(target, file.getValue());
    }
    for (Path each : directories(schema)) {
      operations.syncDirectory(each);
    }
    Path target =
        directory
            .toAbsolutePath()
            .normalize()
            .relativize(files.schemaDirectory().toAbsolutePath().normalize());
    write(
        staged.resolve(NAMES),
        files.migration() + "\n" + target.toString().replace('\\', '/') + "\n");
    operations.syncDirectory(staged);
  }

  private void write(Path file, String text) throws IOException {
    operations.writeFile(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Renames a staged folder to the journal. From then on all files are decided. */
  void commit(Path staged) throws IOException {
    operations.move(staged, staging.adoptionJournal());
    operations.syncDirectory(directory);
  }

  /** Carries out the remaining steps, if there is a journal. */
  void complete() throws IOException {
    if (!isPending()) {
      return;
    }
    Path journal = staging.adoptionJournal();
    List<String> names =
        StagingDirectory.lines(journal.resolve(NAMES))
            .filter(lines -> lines.size() == 2)
            .orElseThrow(() -> StagingDirectory.damaged(journal));
    Optional<MigrationName> name = MigrationName.parse(names.get(0));
    if (name.isEmpty()) {
      throw StagingDirectory.damaged(journal);
    }
    moveSchema(journal, directory.toAbsolutePath().resolve(names.get(1)).normalize());
    Path migration = journal.resolve(MIGRATION);
    Path target = directory.resolve(name.get().text());
    if (Files.isDirectory(migration, LinkOption.NOFOLLOW_LINKS)
        && Files.notExists(target, LinkOption.NOFOLLOW_LINKS)) {
      operations.move(migration, target);
      operations.syncDirectory(directory);
    }
    staging.discard(journal);
  }

  /** Other files than those of a schema were not written by kizaki, so they are not moved. */
  private void moveSchema(Path journal, Path target) throws IOException {
    Path schema = journal.resolve(SCHEMA);
    List<Path> files = walk(schema, each -> !Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS));
    if (!files.stream().allMatch(each -> SCHEMA_FILE.matcher(name(schema, each)).matches())) {
      throw StagingDirectory.damaged(journal);
    }
    createDirectories(target);
    for (Path file : files) {
      Path moved = target.resolve(name(schema, file));
      createDirectories(moved.getParent());
      operations.move(file, moved);
      operations.syncDirectory(moved.getParent());
    }
    operations.syncDirectory(target);
  }

  private static String name(Path schema, Path file) {
    return schema.relativize(file).toString().replace('\\', '/');
  }

  private static List<Path> directories(Path schema) throws IOException {
    return walk(schema, each -> Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS));
  }

  private static List<Path> walk(Path schema, Predicate<Path> filter) throws IOException {
    try (Stream<Path> all = Files.walk(schema)) {
      return all.filter(filter).sorted().toList();
    }
  }

  private void createDirectories(Path wanted) throws IOException {
    if (!Files.isDirectory(wanted)) {
      createDirectories(wanted.getParent());
      operations.createDirectory(wanted);
    }
  }
}
