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
 * Renames, rewrites and removes several migrations, so that a kill at any moment leaves all of them
 * old or all of them new.
 *
 * <p>As in {@link ReplacementJournal}, a folder that appears complete and in one step is the
 * journal, and from then on the new state holds. It has the new files, a folder for each new name,
 * and a list of names. A new name may be another one's old name, so the directories are first all
 * moved into the journal; when the last one is there, the list gets another name, and they are
 * moved out again. What is left to do can always be told from what the journal still has.
 */
final class BatchJournal {
  /** Old and new name, a line each; while directories are moved in. */
  private static final String COLLECTING = "collecting";

  /** The same list; while they are moved out. */
  private static final String PLACING = "placing";

  /** Stands for the new name of a directory that goes. */
  private static final String GONE = "-";

  private static final String FILES = "files";
  private static final String DIRECTORIES = "directories";

  private final Path directory;
  private final FileOperations operations;
  private final StagingDirectory hidden;

  /** A line of the list. */
  private record Move(String from, String to) {
    boolean goes() {
      return to.equals(GONE);
    }

    /** A name in the journal that no other move has. */
    String folder() {
      return goes() ? GONE + from : to;
    }
  }

  BatchJournal(Path directory, FileOperations operations) {
    this.directory = directory;
    this.operations = operations;
    this.hidden = new StagingDirectory(directory, operations);
  }

  /** Whether a rearrangement is under way, or was when its process died. */
  boolean isPending() {
    return Files.isDirectory(hidden.list(), LinkOption.NOFOLLOW_LINKS);
  }

  /** Writes all that the journal will have into a folder that is not there yet. */
  void stage(Path staged, List<MigrationChange> changes) throws IOException {
    operations.createDirectory(staged);
    operations.createDirectory(staged.resolve(DIRECTORIES));
    operations.createDirectory(staged.resolve(FILES));
    List<String> names = new ArrayList<>();
    for (MigrationChange change : changes) {
      names.add(change.from());
      names.add(change.to().map(MigrationChange.Content::name).orElse(GONE));
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

  /** Makes a staged folder the journal. When this returns, all changes have happened. */
  void commit(Path staged) throws IOException {
    operations.move(staged, hidden.list());
    operations.syncDirectory(directory);
  }

  /** Does what is left to do; nothing where there is no journal. */
  void complete() throws IOException {
    if (!isPending()) {
      return;
    }
    Path journal = hidden.list();
    Optional<List<Move>> collecting = moves(journal.resolve(COLLECTING));
    if (collecting.isPresent()) {
      for (Move move : collecting.get()) {
        Path from = directory.resolve(move.from());
        Path kept = journal.resolve(DIRECTORIES).resolve(move.folder());
        if (isDirectory(from) && Files.notExists(kept)) {
          operations.move(from, kept);
        }
      }
      operations.syncDirectory(journal.resolve(DIRECTORIES));
      operations.move(journal.resolve(COLLECTING), journal.resolve(PLACING));
      operations.syncDirectory(journal);
    }
    for (Move move : moves(journal.resolve(PLACING)).orElse(List.of())) {
      if (!move.goes()) {
        place(journal, move);
      }
    }
    operations.syncDirectory(directory);
    hidden.discard(journal);
  }

  private void place(Path journal, Move move) throws IOException {
    Path kept = journal.resolve(DIRECTORIES).resolve(move.folder());
    Path to = directory.resolve(move.to());
    if (isDirectory(kept) && Files.notExists(to, LinkOption.NOFOLLOW_LINKS)) {
      operations.move(kept, to);
    }
    if (!isDirectory(to)) {
      return;
    }
    Path files = journal.resolve(FILES).resolve(move.to());
    if (!isDirectory(files)) {
      throw StagingDirectory.foreign(journal);
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

  /** The moves of a list; a name in it that is none of a migration could lead anywhere. */
  private static Optional<List<Move>> moves(Path list) throws IOException {
    Optional<List<String>> lines = StagingDirectory.lines(list);
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    List<String> names = lines.get();
    Path journal = list.getParent();
    boolean ours =
        names.stream().allMatch(name -> name.equals(GONE) || MigrationName.parse(name).isPresent())
            && isDirectory(journal.resolve(DIRECTORIES))
            && isDirectory(journal.resolve(FILES));
    if (!ours) {
      throw StagingDirectory.foreign(journal);
    }
    List<Move> moves = new ArrayList<>();
    for (int i = 0; i + 1 < names.size(); i += 2) {
      moves.add(new Move(names.get(i), names.get(i + 1)));
    }
    return Optional.of(moves);
  }
}
