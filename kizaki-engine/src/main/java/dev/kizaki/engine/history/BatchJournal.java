package dev.kizaki.engine.history;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Renames, rewrites and removes several migrations. If the process is killed, either all of them
 * are old or all of them are new.
 *
 * <p>As in {@link ReplacementJournal}, the journal is a folder that appears complete and in one
 * step; from then on the new state is valid. It contains the new files, in a folder for each new
 * name, and a list of names. A new name may be the old name of another migration. Therefore all
 * directories are first moved into the journal. When the last one is there, the list is renamed,
 * and the directories are moved out again. The content of the journal always shows which steps
 * remain.
 */
final class BatchJournal {
  /** Lists the old and the new names, one per line, while directories are moved in. */
  private static final String COLLECTING = "collecting";

  /** The same list, while directories are moved out. */
  private static final String PLACING = "placing";

  /** Replaces the new name if the directory is removed. */
  private static final String REMOVED = "-";

  private static final String FILES = "files";
  private static final String DIRECTORIES = "directories";

  private final Path directory;
  private final FileOperations operations;
  private final StagingDirectory staging;

  /** An old and a new name of the list. */
  private record Move(String from, String to) {
    boolean isRemoval() {
      return to.equals(REMOVED);
    }

    /** The folder of the directory in the journal, which no other move has. */
    String folder() {
      return isRemoval() ? REMOVED + from : to;
    }
  }

  BatchJournal(Path directory, FileOperations operations) {
    this.directory = directory;
    this.operations = operations;
    this.staging = new StagingDirectory(directory, operations);
  }

  /** Whether a change is in progress, or was not completed because its process was killed. */
  boolean isPending() {
    return Files.isDirectory(staging.batchJournal(), LinkOption.NOFOLLOW_LINKS);
  }

  /** Creates a folder with the content of the journal. */
  void stage(Path staged, List<MigrationChange> changes) throws IOException {
    operations.createDirectory(staged);
    operations.createDirectory(staged.resolve(DIRECTORIES));
    operations.createDirectory(staged.resolve(FILES));
    List<String> names = new ArrayList<>();
    for (MigrationChange change : changes) {
      names.add(change.from());
      names.add(change.to().map(MigrationChange.Content::name).orElse(REMOVED));
      if (change.to().isPresent()) {
        MigrationChange.Content content = change.to().get();
        Path folder = staged.resolve(FILES).resolve(content.name());
        operations.createDirectory(folder);
        write(folder.resolve(MigrationFiles.PLAN), content.plan());
        write(folder.resolve(MigrationFiles.SNAPSHOT), content.snapshot());
        operations.syncDirectory(folder);
      }
    }
    write(staged.resolve(COLLECTING), String.join("\n", names) + "\n");
    operations.syncDirectory(staged.resolve(FILES));
    operations.syncDirectory(staged);
  }

  private void write(Path file, String text) throws IOException {
    operations.writeFile(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Renames a staged folder to the journal. From then on all changes are decided. */
  void commit(Path staged) throws IOException {
    operations.move(staged, staging.batchJournal());
    operations.syncDirectory(directory);
  }

  /** Carries out the remaining steps, if there is a journal. */
  void complete() throws IOException {
    if (!isPending()) {
      return;
    }
    Path journal = staging.batchJournal();
    Optional<List<Move>> collecting = moves(journal.resolve(COLLECTING));
    if (collecting.isPresent()) {
      for (Move move : collecting.get()) {
        Path from = directory.resolve(move.from());
        Path stored = journal.resolve(DIRECTORIES).resolve(move.folder());
        if (isDirectory(from) && Files.notExists(stored)) {
          operations.move(from, stored);
        }
      }
      operations.syncDirectory(journal.resolve(DIRECTORIES));
      operations.move(journal.resolve(COLLECTING), journal.resolve(PLACING));
      operations.syncDirectory(journal);
    }
    for (Move move : moves(journal.resolve(PLACING)).orElse(List.of())) {
      if (!move.isRemoval()) {
        placeDirectory(journal, move);
      }
    }
    operations.syncDirectory(directory);
    staging.discard(journal);
  }

  private void placeDirectory(Path journal, Move move) throws IOException {
    Path stored = journal.resolve(DIRECTORIES).resolve(move.folder());
    Path to = directory.resolve(move.to());
    if (isDirectory(stored) && Files.notExists(to, LinkOption.NOFOLLOW_LINKS)) {
      operations.move(stored, to);
    }
    if (!isDirectory(to)) {
      return;
    }
    Path files = journal.resolve(FILES).resolve(move.to());
    if (!isDirectory(files)) {
      throw StagingDirectory.damaged(journal);
    }
    for (String file : List.of(MigrationFiles.PLAN, MigrationFiles.SNAPSHOT)) {
      if (StagingDirectory.has(files.resolve(file))) {
        operations.move(files.resolve(file), to.resolve(file));
      }
    }
    operations.syncDirectory(to);
  }

  private static boolean isDirectory(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Reads the moves of a list. A list with a name that is not a migration's is rejected, because it
   * could point to any path.
   */
  private static Optional<List<Move>> moves(Path list) throws IOException {
    Optional<List<String>> lines = StagingDirectory.lines(list);
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    List<String> names = lines.get();
    Path journal = list.getParent();
    boolean valid =
        names.stream()
                .allMatch(name -> name.equals(REMOVED) || MigrationName.parse(name).isPresent())
            && isDirectory(journal.resolve(DIRECTORIES))
            && isDirectory(journal.resolve(FILES));
    if (!valid) {
      throw StagingDirectory.damaged(journal);
    }
    List<Move> moves = new ArrayList<>();
    for (int i = 0; i + 1 < names.size(); i += 2) {
      moves.add(new Move(names.get(i), names.get(i + 1)));
    }
    return Optional.of(moves);
  }
}
