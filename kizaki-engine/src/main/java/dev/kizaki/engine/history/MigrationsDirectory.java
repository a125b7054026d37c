package dev.kizaki.engine.history;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.inspire.source.ConflictMarkers;
import dev.kizaki.inspire.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The directory of a project's migrations. Each migration is a directory, such as {@code
 * 0001_initial}, with {@code plan.migration} and {@code snapshot.json}.
 *
 * <p>Reading does not change the directory, with one exception: a change that a killed process has
 * decided, but not completed, is completed first.
 */
public final class MigrationsDirectory implements HistoryFiles {
  /**
   * The content of the directory.
   *
   * @param complete the migrations with both files, in order
   * @param incomplete the latest migration, if it has no snapshot
   */
  public record Listing(List<Migration> complete, Optional<IncompleteMigration> incomplete) {
    public Listing {
      complete = List.copyOf(complete);
      Objects.requireNonNull(incomplete, "incomplete");
    }
  }

  /** The name of a Liquibase changelog beside a plan. */
  public static final String CHANGELOG = ChangelogFiles.CHANGELOG;

  private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(10);

  /** How often the directory is read if another process changes it meanwhile. */
  private static final int MAX_READS = 5;

  private final Path projectRoot;
  private final Path directory;
  private final String shown;
  private final DirectoryWriter writer;

  /**
   * @param projectRoot messages print paths relative to it
   * @param directory the migrations directory; it need not exist
   */
  public MigrationsDirectory(Path projectRoot, Path directory) {
    this(projectRoot, directory, new DiskOperations(), LOCK_TIMEOUT);
  }

  MigrationsDirectory(
      Path projectRoot, Path directory, FileOperations operations, Duration lockTimeout) {
    this.projectRoot = Objects.requireNonNull(projectRoot, "projectRoot");
    this.directory = Objects.requireNonNull(directory, "directory");
    this.shown = shown(projectRoot.toAbsolutePath(), directory.toAbsolutePath());
    this.writer = new DirectoryWriter(directory, shown, operations, lockTimeout);
  }

  private static String shown(Path root, Path directory) {
    Path path = directory.startsWith(root) ? root.relativize(directory) : directory;
    String text = path.toString().replace('\\', '/');
    return text.isEmpty() ? "." : text;
  }

  /** The directory as messages print it: relative to the project, with slashes. */
  @Override
  public String shown() {
    return shown;
  }

  public Path path() {
    return directory;
  }

  public Path projectRoot() {
    return projectRoot;
  }

  /**
   * Returns the files of the migrations in order, not parsed. The list is empty if the directory
   * does not exist.
   *
   * @throws Refusal when a number is missing or occurs twice, a file is missing, or an entry is a
   *     link
   * @throws EnvironmentFailure when the directory cannot be read
   */
  @Override
  public List<MigrationFiles> list() {
    return unchanged(
        () -> {
          Names names = names(new DirectoryListing(directory, shown).names());
          List<MigrationFiles> files = EachMigration.map(names.complete(), this::files);
          requireComplete(names.incomplete().map(this::incomplete));
          return files;
        });
  }

  @Override
  public List<Migration> read() {
    Listing listing = readWithIncomplete();
    requireComplete(listing.incomplete());
    return listing.complete();
  }

  /**
   * As {@link #read}, but the latest migration may lack its snapshot, for example because a user
   * has written its plan by hand.
   */
  public Listing readWithIncomplete() {
    return unchanged(
        () -> {
          Names names = names(new DirectoryListing(directory, shown).names());
          return new Listing(
              MigrationReader.read(names.complete(), this::files),
              names.incomplete().map(this::incomplete));
        });
  }

  /** Reads again if another process has changed the directory meanwhile. */
  private <T> T unchanged(Supplier<T> read) {
    for (int attempt = 1; ; attempt++) {
      writer.recover();
      FileTime before = lastChange();
      try {
        T result = read.get();
        if (attempt == MAX_READS || before.equals(lastChange())) {
          return result;
        }
      } catch (Refusal | EnvironmentFailure e) {
        if (attempt == MAX_READS || before.equals(lastChange())) {
          throw e;
        }
      }
    }
  }

  private static void requireComplete(Optional<IncompleteMigration> incomplete) {
    if (incomplete.isPresent()) {
      throw new Refusal(RefusalCode.SNAPSHOT_MISSING, incomplete.get().missing());
    }
  }

  /**
   * Writes the next migration.
   *
   * @throws Refusal when its number is not the next one any more
   * @throws EnvironmentFailure when it cannot be written; then nothing was changed
   * @throws IllegalArgumentException when the name is not one of a migration
   */
  public void write(String name, String planText, String snapshotText) {
    writer.write(MigrationName.of(name), planText, snapshotText);
  }

  /**
   * Writes the first migration together with the files of the schema, all of them or none.
   *
   * @throws Refusal when there is a migration already
   * @throws EnvironmentFailure when they cannot be written; the message says whether anything
   *     changed
   */
  public void writeAdopted(AdoptedFiles files) {
    writer.writeAdopted(files);
  }

  /**
   * Replaces a migration, under the same name or another one with the same number. Other files in
   * its directory are kept.
   *
   * @throws Refusal when the old migration does not exist, or another one has the new name
   * @throws EnvironmentFailure when it cannot be written; the message says whether anything changed
   * @throws IllegalArgumentException when a name is not one of a migration, or the numbers differ
   */
  public void replace(String oldName, String newName, String planText, String snapshotText) {
    MigrationName from = MigrationName.of(oldName);
    MigrationName to = MigrationName.of(newName);
    if (from.number() != to.number()) {
      throw new IllegalArgumentException("the numbers differ: " + from + ", " + to);
    }
    writer.replace(from, to, planText, snapshotText);
  }

  /**
   * Writes or replaces the snapshot of a migration, and not its plan.
   *
   * @throws Refusal when the migration does not exist
   * @throws EnvironmentFailure when it cannot be written; the message says whether anything changed
   * @throws IllegalArgumentException when the name is not one of a migration
   */
  public void writeSnapshot(String name, String snapshotText) {
    writer.writeSnapshot(MigrationName.of(name), snapshotText);
  }

  /**
   * Removes a migration.
   *
   * @throws Refusal when it does not exist, or its directory contains files that kizaki did not
   *     write
   * @throws EnvironmentFailure when it cannot be removed
   * @throws IllegalArgumentException when the name is not one of a migration
   */
  public void remove(String name) {
    writer.remove(MigrationName.of(name));
  }

  /**
   * Renames, rewrites and removes migrations, all of them or none. Other files in their directories
   * move with them; a directory that is removed must not contain other files.
   *
   * @throws Refusal when a migration does not exist, or a new name is that of another migration
   * @throws EnvironmentFailure when they cannot be written; the message says whether anything
   *     changed
   * @throws IllegalArgumentException when a name is not one of a migration
   */
  public void changeAll(List<MigrationChange> changes) {
    writer.changeAll(changes);
  }

  /** A migration's Liquibase changelog as messages print it. */
  public String shownChangelog(String migration) {
    return shown(migration) + "/" + ChangelogFiles.CHANGELOG;
  }

  /** The file that includes all changelogs, as messages print it. */
  public String shownMaster() {
    return shown + "/" + ChangelogFiles.MASTER;
  }

  /** The text of a migration's Liquibase changelog, unchecked; absent if the file is missing. */
  @Override
  public Optional<String> changelog(String migration) {
    return changelogFiles().read(ChangelogFiles.of(MigrationName.of(migration)));
  }

  /** The text of the file that includes all changelogs; absent if the file is missing. */
  @Override
  public Optional<String> master() {
    return changelogFiles().read(ChangelogFiles.MASTER);
  }

  private ChangelogFiles changelogFiles() {
    return new ChangelogFiles(directory, shown, new DiskOperations());
  }

  /**
   * Writes or replaces a migration's Liquibase changelog.
   *
   * @throws Refusal when the migration does not exist
   * @throws EnvironmentFailure when it cannot be written; then nothing was changed
   */
  public void writeChangelog(String migration, String text) {
    writer.writeChangelog(MigrationName.of(migration), text);
  }

  /**
   * Removes a migration's Liquibase changelog, if there is one.
   *
   * @throws Refusal when the migration is not there
   * @throws EnvironmentFailure when it cannot be removed
   */
  public void removeChangelog(String migration) {
    writer.removeChangelog(MigrationName.of(migration));
  }

  /**
   * Writes the file that includes all changelogs.
   *
   * @throws EnvironmentFailure when it cannot be written; then nothing was changed
   */
  public void writeMaster(String text) {
    writer.writeMaster(text);
  }

  /**
   * Returns all migrations, sorted by number and name, even if they do not form a history: numbers
   * may be missing or occur twice, and the names in the files are not checked.
   *
   * @throws Refusal when a file is damaged
   */
  public List<Migration> readUnordered() {
    writer.recover();
    MigrationReader reader = new MigrationReader();
    Names names = names(new DirectoryListing(directory, shown).unordered());
    requireComplete(names.incomplete().map(this::incomplete));
    return names.complete().stream().map(this::files).map(reader::readUnchecked).toList();
  }

  /**
   * Deletes the hidden folders of killed processes. Each change does this too; the method is for a
   * goal that may change migrations and finds nothing to change.
   */
  public void tidy() {
    writer.tidy();
  }

  /** The directories of migrations. Only the latest one may lack its snapshot. */
  private record Names(List<MigrationName> complete, Optional<MigrationName> incomplete) {}

  private Names names(List<MigrationName> all) {
    Optional<MigrationName> incomplete =
        all.stream().skip(Math.max(0, all.size() - 1)).filter(this::lacksSnapshot).findFirst();
    return new Names(all.subList(0, all.size() - (int) incomplete.stream().count()), incomplete);
  }

  private IncompleteMigration incomplete(MigrationName name) {
    return new IncompleteMigration(name, text(name, MigrationFiles.PLAN));
  }

  private boolean lacksSnapshot(MigrationName name) {
    return Files.notExists(
        directory.resolve(name.text()).resolve(MigrationFiles.SNAPSHOT), LinkOption.NOFOLLOW_LINKS);
  }

  private MigrationFiles files(MigrationName name) {
    return new MigrationFiles(
        name,
        directory.resolve(name.text()),
        text(name, MigrationFiles.PLAN),
        text(name, MigrationFiles.SNAPSHOT));
  }

  private SourceText text(MigrationName name, String file) {
    Path path = directory.resolve(name.text()).resolve(file);
    SourceText text = StrictText.read(path, shown(name.text()) + "/" + file);
    if (!ConflictMarkers.in(text).isEmpty()) {
      throw new Refusal(
          RefusalCode.CONFLICT_MARKERS,
          """
          %1$s contains conflict markers: two branches have a migration of this name.
          Move each into a directory of its own, then run `mvn kizaki:rebase`:
            git checkout --ours %2$s
            mv %2$s %2$s_ours
            git checkout --theirs %2$s\
          """
              .formatted(text.name(), shown(name.text())));
    }
    return text;
  }

  /** Every change by {@link DirectoryWriter} adds or renames an entry, which sets this time. */
  private FileTime lastChange() {
    try {
      return Files.getLastModifiedTime(directory);
    } catch (NoSuchFileException e) {
      return FileTime.fromMillis(0);
    } catch (IOException e) {
      throw new EnvironmentFailure(
          RefusalCode.HISTORY_UNREADABLE,
          "cannot read " + shown + ": " + DirectoryErrorText.of(e),
          e);
    }
  }
}
