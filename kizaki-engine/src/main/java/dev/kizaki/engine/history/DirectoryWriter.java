package dev.kizaki.engine.history;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Changes the migrations directory. Each change happens in one step, a rename; what is before it
 * can be thrown away, what is after it can be done again.
 */
final class DirectoryWriter {
  /** What kizaki itself puts into a migration. */
  private static final Set<String> OWN_FILES =
      Set.of(MigrationFiles.PLAN, MigrationFiles.SNAPSHOT, ChangelogFiles.CHANGELOG);

  private final Path directory;
  private final String shown;
  private final FileOperations operations;
  private final StagingDirectory hidden;
  private final ReplacementJournal replacement;
  private final BatchJournal rearrangement;
  private final ChangelogFiles changelogs;
  private final WriteLock lock;

  DirectoryWriter(Path directory, String shown, FileOperations operations, Duration patience) {
    this.directory = directory;
    this.shown = shown;
    this.operations = operations;
    this.hidden = new StagingDirectory(directory, operations);
    this.replacement = new ReplacementJournal(directory, operations);
    this.rearrangement = new BatchJournal(directory, operations);
    this.changelogs = new ChangelogFiles(directory, shown, operations);
    this.lock = new WriteLock(directory, shown, patience);
  }

  void write(MigrationName name, String plan, String snapshot) {
    doing("write " + path(name), () -> writeNew(name, plan, snapshot));
  }

  private void writeNew(MigrationName name, String plan, String snapshot) throws IOException {
    Deque<Path> made = new ArrayDeque<>();
    Path staged = hidden.fresh();
    try {
      makeDirectory(directory.toAbsolutePath(), made);
      prepare();
      int latest = names().size();
      if (name.number() != latest + 1) {
        throw overtaken(name + " cannot be written: the latest migration is number " + latest);
      }
      stage(staged, plan, snapshot);
      operations.syncDirectory(staged);
      operations.move(staged, directory.resolve(name.text()));
    } catch (IOException | RuntimeException e) {
      undo(staged, made);
      throw e;
    }
    operations.syncDirectory(directory);
  }

  void replace(MigrationName from, MigrationName to, String plan, String snapshot) {
    doing("rewrite " + path(from), () -> replaceExisting(from, to, plan, snapshot));
  }

  private void replaceExisting(MigrationName from, MigrationName to, String plan, String snapshot)
      throws IOException {
    prepareFor(from);
    if (!from.equals(to) && Files.exists(directory.resolve(to.text()), LinkOption.NOFOLLOW_LINKS)) {
      throw overtaken(path(to) + " exists already");
    }
    Path staged = hidden.fresh();
    try {
      stage(staged, plan, snapshot);
      replacement.commit(staged, from, to);
    } catch (IOException | RuntimeException e) {
      undo(staged, new ArrayDeque<>());
      throw e;
    }
    replacement.complete();
  }

  void writeSnapshot(MigrationName name, String snapshot) {
    doing("write the snapshot of " + path(name), () -> replaceSnapshot(name, snapshot));
  }

  private void replaceSnapshot(MigrationName name, String snapshot) throws IOException {
    prepareFor(name);
    Path staged = hidden.fresh();
    try {
      operations.createDirectory(staged);
      operations.writeFile(
          staged.resolve(MigrationFiles.SNAPSHOT), snapshot.getBytes(StandardCharsets.UTF_8));
      replacement.commit(staged, name, name);
    } catch (IOException | RuntimeException e) {
      undo(staged, new ArrayDeque<>());
      throw e;
    }
    replacement.complete();
  }

  void remove(MigrationName name) {
    doing("remove " + path(name), () -> removeExisting(name));
  }

  private void removeExisting(MigrationName name) throws IOException {
    prepareFor(name);
    Path migration = directory.resolve(name.text());
    refuseOthers(name, migration);
    hidden.discard(migration);
  }

  /** What a team keeps beside a migration is not deleted with it. */
  private void refuseOthers(MigrationName name, Path migration) throws IOException {
    List<String> others;
    try (Stream<Path> children = Files.list(migration)) {
      others =
          children
              .map(child -> child.getFileName().toString())
              .filter(child -> !child.startsWith(".") && !OWN_FILES.contains(child))
              .sorted()
              .toList();
    }
    if (!others.isEmpty()) {
      throw new Refusal(
          path(name)
              + " is not needed any more, and is not removed because it holds files that kizaki"
              + " did not write: "
              + String.join(", ", others)
              + ".\nMove them elsewhere, then run `mvn kizaki:plan` again.");
    }
  }

  void rearrange(List<MigrationChange> changes) {
    doing("move migrations in " + shown, () -> rearrangeExisting(changes));
  }

  private void rearrangeExisting(List<MigrationChange> changes) throws IOException {
    Set<String> freed = new HashSet<>();
    for (MigrationChange change : changes) {
      MigrationName name = MigrationName.of(change.from());
      prepareFor(name);
      freed.add(change.from());
      if (change.to().isEmpty()) {
        refuseOthers(name, directory.resolve(name.text()));
      }
    }
    for (MigrationChange change : changes) {
      Optional<String> to = change.to().map(content -> MigrationName.of(content.name()).text());
      if (to.isPresent()
          && !freed.contains(to.get())
          && Files.exists(directory.resolve(to.get()), LinkOption.NOFOLLOW_LINKS)) {
        throw overtaken(shown + "/" + to.get() + " exists already");
      }
    }
    Path staged = hidden.fresh();
    try {
      rearrangement.stage(staged, changes);
      rearrangement.commit(staged);
    } catch (IOException | RuntimeException e) {
      undo(staged, new ArrayDeque<>());
      throw e;
    }
    rearrangement.complete();
  }

  void writeChangelog(MigrationName name, String text) {
    String file = ChangelogFiles.of(name);
    doing(
        "write " + shown + "/" + file,
        () -> {
          prepareFor(name);
          changelogs.write(file, text, hidden);
        });
  }

  void removeChangelog(MigrationName name) {
    String file = ChangelogFiles.of(name);
    doing(
        "remove " + shown + "/" + file,
        () -> {
          prepareFor(name);
          changelogs.remove(file, hidden);
        });
  }

  void writeMaster(String text) {
    doing(
        "write " + shown + "/" + ChangelogFiles.MASTER,
        () -> {
          prepare();
          changelogs.write(ChangelogFiles.MASTER, text, hidden);
        });
  }

  /** Completes what a killed process began. */
  void recover() {
    if (isPending()) {
      doing(
          "complete the rewriting that an earlier run began in " + shown,
          () -> {
            replacement.complete();
            rearrangement.complete();
          });
    }
  }

  /** Deletes what killed processes left, as far as that is possible now. */
  void tidy() {
    try {
      if (!hidden.left().isEmpty()) {
        lock.holding(hidden::clean);
      }
    } catch (IOException | Refusal | EnvironmentFailure e) {
      return; // nothing depends on it, and the next writer tries again
    }
  }

  private boolean isPending() {
    return replacement.isPending() || rearrangement.isPending();
  }

  private void doing(String what, WriteLock.Action action) {
    try {
      lock.holding(action);
    } catch (IOException e) {
      throw new EnvironmentFailure(
          "cannot "
              + what
              + ": "
              + DirectoryErrorText.of(e)
              + ".\n"
              + (isPending()
                  ? "The next run completes it, once that is mended."
                  : "Nothing was changed; mend that and run the goal again."),
          e);
    }
  }

  private void prepareFor(MigrationName name) throws IOException {
    Path migration = directory.resolve(name.text());
    if (Files.isDirectory(directory)) {
      prepare();
    }
    if (!Files.isDirectory(migration, LinkOption.NOFOLLOW_LINKS)) {
      throw overtaken(path(name) + " is not there any more");
    }
    // The directory's own entries change only after the point of no return.
    if (!Files.isWritable(migration)) {
      throw new AccessDeniedException(migration.toString());
    }
  }

  private void prepare() throws IOException {
    replacement.complete();
    rearrangement.complete();
    hidden.clean();
  }

  private void makeDirectory(Path wanted, Deque<Path> made) throws IOException {
    if (Files.isDirectory(wanted)) {
      return;
    }
    if (wanted.getParent() != null) {
      makeDirectory(wanted.getParent(), made);
    }
    operations.createDirectory(wanted);
    made.push(wanted);
  }

  private void stage(Path staged, String plan, String snapshot) throws IOException {
    operations.createDirectory(staged);
    operations.writeFile(
        staged.resolve(MigrationFiles.PLAN), plan.getBytes(StandardCharsets.UTF_8));
    operations.writeFile(
        staged.resolve(MigrationFiles.SNAPSHOT), snapshot.getBytes(StandardCharsets.UTF_8));
  }

  private void undo(Path staged, Deque<Path> made) {
    try {
      hidden.delete(staged);
      for (Path directory : made) {
        operations.delete(directory);
      }
    } catch (IOException e) {
      // The first failure is the one to report; a hidden folder is left to the next writer.
    }
  }

  private List<MigrationName> names() {
    return new DirectoryListing(directory, shown).names();
  }

  private static Refusal overtaken(String what) {
    return new Refusal(
        what + ".\nAnother run of kizaki, or a checkout, came in between: run the goal again.");
  }

  private String path(MigrationName name) {
    return shown + "/" + name;
  }
}
