package dev.kizaki.engine.history;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Replaces the two files of a migration, and its name, so that a kill at any moment leaves the old
 * migration or the new one.
 *
 * <p>POSIX renames no directory over one with files in it, and two files are never replaced in one
 * step. So the new files and the two names are put into a journal, a folder that appears complete
 * and in one step; from then on the new state holds, and what is left to do can be done, by anybody
 * and any number of times, from the journal alone:
 *
 * <ol>
 *   <li>rename the directory, unless that is done;
 *   <li>move each file that the journal still has over the directory's;
 *   <li>put the journal away.
 * </ol>
 *
 * Whoever reads or writes migrations first completes a journal that a killed process left. The
 * directory itself stays, with all else that a team keeps in it.
 */
final class ReplacementJournal {
  /** Names the directory before and after, a line each. */
  private static final String NAMES = "names";

  private final Path directory;
  private final FileOperations operations;
  private final StagingDirectory hidden;

  ReplacementJournal(Path directory, FileOperations operations) {
    this.directory = directory;
    this.operations = operations;
    this.hidden = new StagingDirectory(directory, operations);
  }

  /** Whether a replacement is under way, or was when its process died. */
  boolean isPending() {
    return Files.isDirectory(hidden.journal(), LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Makes a staged folder, which holds the two files, the journal. When this returns, the
   * replacement has happened, though not all of it may be seen yet.
   */
  void commit(Path staged, MigrationName from, MigrationName to) throws IOException {
    String names = from + "\n" + to + "\n";
    operations.writeFile(staged.resolve(NAMES), names.getBytes(StandardCharsets.UTF_8));
    operations.syncDirectory(staged);
    operations.move(staged, hidden.journal());
    operations.syncDirectory(directory);
  }

  /** Does what is left to do; nothing where there is no journal. */
  void complete() throws IOException {
    if (!isPending()) {
      return;
    }
    Path journal = hidden.journal();
    Optional<Path> target = renamed(journal);
    if (target.isPresent()) {
      for (String file : List.of(MigrationFiles.PLAN, MigrationFiles.SNAPSHOT)) {
        if (StagingDirectory.has(journal.resolve(file))) {
          operations.move(journal.resolve(file), target.get().resolve(file));
        }
      }
      operations.syncDirectory(target.get());
    }
    hidden.discard(journal);
  }

  /**
   * The directory under its new name. Absent where somebody has since taken the old directory away
   * or made the new one: then the journal has lost its object.
   */
  private Optional<Path> renamed(Path journal) throws IOException {
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
