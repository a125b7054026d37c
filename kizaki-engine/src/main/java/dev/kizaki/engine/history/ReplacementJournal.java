package dev.kizaki.engine.history;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Replaces the two files of a migration, and its name. If the process is killed, either the old
 * migration or the new one is there.
 *
 * <p>POSIX does not rename a directory over a directory that contains files, and two files are
 * never replaced in one step. Therefore the new files and the two names are written into a journal,
 * a folder that appears complete and in one step. From then on the new state is valid. Any process
 * can carry out the remaining steps, any number of times, with the journal alone:
 *
 * <ol>
 *   <li>rename the directory, unless it has its new name already;
 *   <li>move each file that is still in the journal over the file in the directory;
 *   <li>delete the journal.
 * </ol>
 *
 * Each reader and writer of migrations first completes the journal of a killed process. The
 * directory itself is kept, with all other files that a team has put into it.
 */
final class ReplacementJournal {
  /** A file with the old and the new name of the directory, one per line. */
  private static final String NAMES = "names";

  private final Path directory;
  private final FileOperations operations;
  private final StagingDirectory staging;

  ReplacementJournal(Path directory, FileOperations operations) {
    this.directory = directory;
    this.operations = operations;
    this.staging = new StagingDirectory(directory, operations);
  }

  /** Whether a change is in progress, or was not completed because its process was killed. */
  boolean isPending() {
    return Files.isDirectory(staging.replacementJournal(), LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Renames a staged folder, which contains the two files, to the journal. From then on the
   * replacement is decided, although the directory still has old files until {@link #complete}.
   */
  void commit(Path staged, MigrationName from, MigrationName to) throws IOException {
    String names = from + "\n" + to + "\n";
    operations.writeFile(staged.resolve(NAMES), names.getBytes(StandardCharsets.UTF_8));
    operations.syncDirectory(staged);
    operations.move(staged, staging.replacementJournal());
    operations.syncDirectory(directory);
  }

  /** Carries out the remaining steps, if there is a journal. */
  void complete() throws IOException {
    if (!isPending()) {
      return;
    }
    Path journal = staging.replacementJournal();
    Optional<Path> target = renamedDirectory(journal);
    if (target.isPresent()) {
      for (String file : List.of(MigrationFiles.PLAN, MigrationFiles.SNAPSHOT)) {
        if (StagingDirectory.has(journal.resolve(file))) {
          operations.move(journal.resolve(file), target.get().resolve(file));
        }
      }
      operations.syncDirectory(target.get());
    }
    staging.discard(journal);
  }

  /**
   * Renames the directory, if that is still to do, and returns it under its new name. Absent if the
   * old directory was removed since, or if a directory with the new name was added: then the
   * journal is obsolete.
   */
  private Optional<Path> renamedDirectory(Path journal) throws IOException {
    Optional<List<MigrationName>> names = names(journal);
    if (names.isEmpty()) {
      return Optional.empty();
    }
    Path from = directory.resolve(names.get().get(0).text());
    Path to = directory.resolve(names.get().get(1).text());
    if (from.equals(to)) {
      return Optional.of(to).filter(ReplacementJournal::isMigration);
    }
    if (isMigration(from) && Files.notExists(to, LinkOption.NOFOLLOW_LINKS)) {
      operations.move(from, to);
      operations.syncDirectory(directory);
      return Optional.of(to);
    }
    return Optional.of(to).filter(found -> isMigration(found) && !isMigration(from));
  }

  private static boolean isMigration(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static Optional<List<MigrationName>> names(Path journal) throws IOException {
    Optional<List<String>> lines = StagingDirectory.lines(journal.resolve(NAMES));
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    List<MigrationName> names =
        lines.get().stream().flatMap(line -> MigrationName.parse(line).stream()).toList();
    return Optional.of(names).filter(found -> found.size() == 2);
  }
}
