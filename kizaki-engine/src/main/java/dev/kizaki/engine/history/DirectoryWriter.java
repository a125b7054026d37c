package dev.kizaki.engine.history;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
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
 * Changes the migrations directory. Each change is decided by one step, a rename. The steps before
 * it can be discarded; the steps after it can be repeated.
 */
final class DirectoryWriter {
  /** The files that kizaki itself writes into a migration. */
  private static final Set<String> OWN_FILES =
      Set.of(MigrationFiles.PLAN, MigrationFiles.SNAPSHOT, ChangelogFiles.CHANGELOG);

  private final Path directory;
  private final String shown;
  private final FileOperations operations;
  private final StagingDirectory staging;
  private final ReplacementJournal replacementJournal;
  private final BatchJournal batchJournal;
  private final AdoptionJournal adoptionJournal;
  private final ChangelogFiles changelogs;
  private final WriteLock lock;

  DirectoryWriter(Path directory, String shown, FileOperations operations, Duration timeout) {
    this.directory = directory;
    this.shown = shown;
    this.operations = operations;
    this.staging = new StagingDirectory(directory, operations);
    this.replacementJournal = new ReplacementJournal(directory, operations);
    this.batchJournal = new BatchJournal(directory, operations);
    this.adoptionJournal = new AdoptionJournal(directory, operations);
    this.changelogs = new ChangelogFiles(directory, shown, operations);
    this.lock = new WriteLock(directory, shown, timeout);
  }

  void write(MigrationName name, String plan, String snapshot) {
    locked("write " + path(name), () -> writeNew(name, plan, snapshot));
  }

  private void writeNew(MigrationName name, String plan, String snapshot) throws IOException {
    Deque<Path> created = new ArrayDeque<>();
    Path staged = staging.newPath();
    try {
      createDirectories(directory.toAbsolutePath(), created);
      prepare();
      int latest = names().size();
      if (name.number() != latest + 1) {
        throw changedMeanwhile(
            name + " cannot be written: the latest migration is number " + latest);
      }
      stage(staged, plan, snapshot);
      operations.syncDirectory(staged);
      operations.move(staged, directory.resolve(name.text()));
    } catch (IOException | RuntimeException e) {
      undo(staged, created);
      throw e;
    }
    operations.syncDirectory(directory);
  }

  void writeAdopted(AdoptedFiles files) {
    locked("write " + path(MigrationName.of(files.migration())), () -> writeAll(files));
  }

  private void writeAll(AdoptedFiles files) throws IOException {
    Deque<Path> created = new ArrayDeque<>();
    Path staged = staging.newPath();
    try {
      createDirectories(directory.toAbsolutePath(), created);
      prepare();
      if (!names().isEmpty()) {
        throw changedMeanwhile(path(names().get(0)) + " exists already");
      }
      adoptionJournal.stage(staged, files);
      adoptionJournal.commit(staged);
    } catch (IOException | RuntimeException e) {
      undo(staged, created);
      throw e;
    }
    adoptionJournal.complete();
  }

  void replace(MigrationName from, MigrationName to, String plan, String snapshot) {
    locked("rewrite " + path(from), () -> replaceExisting(from, to, plan, snapshot));
  }

  private void replaceExisting(MigrationName from, MigrationName to, String plan, String snapshot)
      throws IOException {
    prepareChangeOf(from);
    if (!from.equals(to) && Files.exists(directory.resolve(to.text()), LinkOption.NOFOLLOW_LINKS)) {
      throw changedMeanwhile(path(to) + " exists already");
    }
    Path staged = staging.newPath();
    try {
      stage(staged, plan, snapshot);
      replacementJournal.commit(staged, from, to);
    } catch (IOException | RuntimeException e) {
      undo(staged, new ArrayDeque<>());
      throw e;
    }
    replacementJournal.complete();
  }

  void writeSnapshot(MigrationName name, String snapshot) {
    locked("write the snapshot of " + path(name), () -> replaceSnapshot(name, snapshot));
  }

  private void replaceSnapshot(MigrationName name, String snapshot) throws IOException {
    prepareChangeOf(name);
    Path staged = staging.newPath();
    try {
      operations.createDirectory(staged);
      operations.writeFile(
          staged.resolve(MigrationFiles.SNAPSHOT), snapshot.getBytes(StandardCharsets.UTF_8));
      replacementJournal.commit(staged, name, name);
    } catch (IOException | RuntimeException e) {
      undo(staged, new ArrayDeque<>());
      throw e;
    }
    replacementJournal.complete();
  }

  void remove(MigrationName name) {
    locked("remove " + path(name), () -> removeExisting(name));
  }

  private void removeExisting(MigrationName name) throws IOException {
    prepareChangeOf(name);
    Path migration = directory.resolve(name.text());
    refuseOtherFiles(name, migration);
    staging.discard(migration);
  }

  /** Files that a team has put into the directory must not be deleted with the migration. */
  private void refuseOtherFiles(MigrationName name, Path migration) throws IOException {
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
          RefusalCode.MIGRATION_WITH_OTHER_FILES,
          """
          %s is not needed any more, but it contains files that kizaki did not write: %s.
          Move them elsewhere, then run the goal again.\
          """
              .formatted(path(name), String.join(", ", others)));
    }
  }

  void changeAll(List<MigrationChange> changes) {
    locked("move migrations in " + shown, () -> changeExisting(changes));
  }

  private void changeExisting(List<MigrationChange> changes) throws IOException {
    Set<String> oldNames = new HashSet<>();
    for (MigrationChange change : changes) {
      MigrationName name = MigrationName.of(change.from());
      prepareChangeOf(name);
      oldNames.add(change.from());
      if (change.to().isEmpty()) {
        refuseOtherFiles(name, directory.resolve(name.text()));
      }
    }
    for (MigrationChange change : changes) {
      Optional<String> to = change.to().map(content -> MigrationName.of(content.name()).text());
      if (to.isPresent()
          && !oldNames.contains(to.get())
          && Files.exists(directory.resolve(to.get()), LinkOption.NOFOLLOW_LINKS)) {
        throw changedMeanwhile(shown + "/" + to.get() + " exists already");
      }
    }
    Path staged = staging.newPath();
    try {
      batchJournal.stage(staged, changes);
      batchJournal.commit(staged);
    } catch (IOException | RuntimeException e) {
      undo(staged, new ArrayDeque<>());
      throw e;
    }
    batchJournal.complete();
  }

  void writeChangelog(MigrationName name, String text) {
    String file = ChangelogFiles.of(name);
    locked(
        "write " + shown + "/" + file,
        () -> {
          prepareChangeOf(name);
          changelogs.write(file, text, staging);
        });
  }

  void removeChangelog(MigrationName name) {
    String file = ChangelogFiles.of(name);
    locked(
        "remove " + shown + "/" + file,
        () -> {
          prepareChangeOf(name);
          changelogs.remove(file, staging);
        });
  }

  void writeMaster(String text) {
    locked(
        "write " + shown + "/" + ChangelogFiles.MASTER,
        () -> {
          prepare();
          changelogs.write(ChangelogFiles.MASTER, text, staging);
        });
  }

  /** Completes the change of a killed process. */
  void recover() {
    if (isPending()) {
      locked(
          "complete the change that an earlier run began in " + shown,
          () -> {
            replacementJournal.complete();
            batchJournal.complete();
            adoptionJournal.complete();
          });
    }
  }

  /** Deletes the hidden folders of killed processes, as far as possible. */
  void tidy() {
    try {
      if (!staging.leftovers().isEmpty()) {
        lock.holding(staging::clean);
      }
    } catch (IOException | Refusal | EnvironmentFailure e) {
      // Nothing depends on the deletion, and the next writer tries again.
    }
  }

  private boolean isPending() {
    return replacementJournal.isPending()
        || batchJournal.isPending()
        || adoptionJournal.isPending();
  }

  private void locked(String what, WriteLock.Action action) {
    try {
      lock.holding(action);
    } catch (IOException e) {
      throw new EnvironmentFailure(
          RefusalCode.HISTORY_NOT_WRITABLE,
          """
          cannot %s: %s.
          %s\
          """
              .formatted(
                  what,
                  DirectoryErrorText.of(e),
                  isPending()
                      ? "Correct that; the next run then completes the change."
                      : "Nothing was changed. Correct that, then run the goal again."),
          e);
    }
  }

  private void prepareChangeOf(MigrationName name) throws IOException {
    Path migration = directory.resolve(name.text());
    if (Files.isDirectory(directory)) {
      prepare();
    }
    if (!Files.isDirectory(migration, LinkOption.NOFOLLOW_LINKS)) {
      throw changedMeanwhile(path(name) + " does not exist any more");
    }
    // Checked here, because the entries of this directory change only after the change is decided.
    if (!Files.isWritable(migration)) {
      throw new AccessDeniedException(migration.toString());
    }
  }

  private void prepare() throws IOException {
    replacementJournal.complete();
    batchJournal.complete();
    adoptionJournal.complete();
    staging.clean();
  }

  private void createDirectories(Path wanted, Deque<Path> created) throws IOException {
    if (Files.isDirectory(wanted)) {
      return;
    }
    if (wanted.getParent() != null) {
      createDirectories(wanted.getParent(), created);
    }
    operations.createDirectory(wanted);
    created.push(wanted);
  }

  private void stage(Path staged, String plan, String snapshot) throws IOException {
    operations.createDirectory(staged);
    operations.writeFile(
        staged.resolve(MigrationFiles.PLAN), plan.getBytes(StandardCharsets.UTF_8));
    operations.writeFile(
        staged.resolve(MigrationFiles.SNAPSHOT), snapshot.getBytes(StandardCharsets.UTF_8));
  }

  private void undo(Path staged, Deque<Path> created) {
    try {
      staging.delete(staged);
      for (Path directory : created) {
        operations.delete(directory);
      }
    } catch (IOException e) {
      // The first failure is reported; the next writer deletes the hidden folder.
    }
  }

  private List<MigrationName> names() {
    return new DirectoryListing(directory, shown).names();
  }

  private static Refusal changedMeanwhile(String what) {
    return new Refusal(
        RefusalCode.HISTORY_CHANGED_MEANWHILE,
        what + ".\nAnother run of kizaki or a checkout changed it meanwhile: run the goal again.");
  }

  private String path(MigrationName name) {
    return shown + "/" + name;
  }
}
