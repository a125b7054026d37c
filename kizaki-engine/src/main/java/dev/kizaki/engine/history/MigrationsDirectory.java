package dev.kizaki.engine.history;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.inspire.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The directory that holds a project's migrations, a directory each: {@code 0001_initial} with
 * {@code plan.migration} and {@code snapshot.json}.
 *
 * <p>Reading changes nothing but for one thing: a replacement that a killed process had decided on
 * is completed first.
 */
public final class MigrationsDirectory {
  /**
   * What the directory holds.
   *
   * @param complete in order
   * @param started the latest migration, if it has no snapshot yet
   */
  public record Listing(List<MigrationFiles> complete, Optional<IncompleteMigration> started) {
    public Listing {
      complete = List.copyOf(complete);
      Objects.requireNonNull(started, "started");
    }
  }

  /** The name of a Liquibase changelog beside a plan. */
  public static final String CHANGELOG = ChangelogFiles.CHANGELOG;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** How often to read again because another process wrote meanwhile. */
  private static final int READS = 5;

  private final Path projectRoot;
  private final Path directory;
  private final String shown;
  private final DirectoryWriter writer;

  /**
   * @param projectRoot messages print paths relative to it
   * @param directory the migrations directory; it need not exist
   */
  public MigrationsDirectory(Path projectRoot, Path directory) {
    this(projectRoot, directory, new DiskOperations(), PATIENCE);
  }

  MigrationsDirectory(
      Path projectRoot, Path directory, FileOperations operations, Duration patience) {
    this.projectRoot = Objects.requireNonNull(projectRoot, "projectRoot");
    this.directory = Objects.requireNonNull(directory, "directory");
    this.shown = shown(projectRoot.toAbsolutePath(), directory.toAbsolutePath());
    this.writer = new DirectoryWriter(directory, shown, operations, patience);
  }

  private static String shown(Path root, Path directory) {
    Path path = directory.startsWith(root) ? root.relativize(directory) : directory;
    String text = path.toString().replace('\\', '/');
    return text.isEmpty() ? "." : text;
  }

  /** The directory as messages print it: relative to the project, with slashes. */
  public String shown() {
    return shown;
  }

  public Path path() {
    return directory;
  }

  public Path projectRoot() {
    return projectRoot;
  }

  /** A migration's directory as messages print it. */
  public String shown(String migration) {
    return shown + "/" + migration;
  }

  /**
   * The migrations in order, not understood yet; none where there is no directory.
   *
   * @throws Refusal when the directory is no history: a gap, a number twice, a missing file, a link
   * @throws EnvironmentFailure when it cannot be read
   */
  public List<MigrationFiles> list() {
    return complete(listWithStarted());
  }

  private static List<MigrationFiles> complete(Listing listing) {
    listing
        .started()
        .ifPresent(
            started -> {
              throw new Refusal(started.missing());
            });
    return listing.complete();
  }

  /**
   * As {@link #list}, but the latest migration may lack its snapshot: somebody has written its plan
   * by hand.
   */
  public Listing listWithStarted() {
    for (int read = 1; ; read++) {
      writer.recover();
      FileTime before = lastChange();
      try {
        Listing listing = readAll();
        if (read == READS || before.equals(lastChange())) {
          return listing;
        }
      } catch (Refusal | EnvironmentFailure e) {
        if (read == READS || before.equals(lastChange())) {
          throw e;
        }
      }
    }
  }

  /**
   * The migrations in order, each with its own two files checked; whether they fit together is
   * asked of {@link Chain}.
   *
   * @throws Refusal as {@link #list}, and when a file is damaged or is another migration's
   */
  public List<Migration> read() {
    return read(list());
  }

  /**
   * Reads listed migrations, from the first one on.
   *
   * @throws Refusal when a file is damaged or is another migration's
   */
  public static List<Migration> read(List<MigrationFiles> files) {
    MigrationReader reader = new MigrationReader();
    return files.stream().map(reader::read).toList();
  }

  /**
   * Writes the next migration.
   *
   * @throws Refusal when its number is not the next one any more
   * @throws EnvironmentFailure when it cannot be written; nothing is left behind
   * @throws IllegalArgumentException when the name is not one of a migration
   */
  public void write(String name, String planText, String snapshotText) {
    writer.write(MigrationName.of(name), planText, snapshotText);
  }

  /**
   * Writes a migration anew, under the same name or another one with the same number. Other files
   * in its directory stay.
   *
   * @throws Refusal when the old one is not there, or the new one is
   * @throws EnvironmentFailure when it cannot be written; the message says whether anything changed
   * @throws IllegalArgumentException when a name is not one of a migration, or the numbers differ
   */
  public void replace(String oldName, String newName, String planText, String snapshotText) {
    MigrationName from = MigrationName.of(oldName);
    MigrationName to = MigrationName.of(newName);
    if (from.number() != to.number()) {
      throw new IllegalArgumentException("the number stays: " + from + ", " + to);
    }
    writer.replace(from, to, planText, snapshotText);
  }

  /**
   * Writes a migration's snapshot alone, anew or for the first time.
   *
   * @throws Refusal when the migration is not there
   * @throws EnvironmentFailure when it cannot be written; the message says whether anything changed
   * @throws IllegalArgumentException when the name is not one of a migration
   */
  public void writeSnapshot(String name, String snapshotText) {
    writer.writeSnapshot(MigrationName.of(name), snapshotText);
  }

  /**
   * Removes a migration.
   *
   * @throws Refusal when it is not there, or its directory holds files that kizaki did not write
   * @throws EnvironmentFailure when it cannot be removed
   * @throws IllegalArgumentException when the name is not one of a migration
   */
  public void remove(String name) {
    writer.remove(MigrationName.of(name));
  }

  /**
   * Renames, rewrites and removes migrations, all of them or none. Other files in their directories
   * go along; a directory that is to go must hold none.
   *
   * @throws Refusal when one is not there, or a new name is another one's
   * @throws EnvironmentFailure when they cannot be written; the message says whether anything
   *     changed
   * @throws IllegalArgumentException when a name is not one of a migration
   */
  public void rearrange(List<MigrationChange> changes) {
    writer.rearrange(changes);
  }

  /** A migration's Liquibase changelog as messages print it. */
  public String shownChangelog(String migration) {
    return shown(migration) + "/" + ChangelogFiles.CHANGELOG;
  }

  /** The file that includes all changelogs, as messages print it. */
  public String shownMaster() {
    return shown + "/" + ChangelogFiles.MASTER;
  }

  /** A migration's Liquibase changelog, whatever is in it; absent where there is none. */
  public Optional<String> changelog(String migration) {
    return places().read(ChangelogFiles.of(MigrationName.of(migration)));
  }

  /** The file that includes all changelogs; absent where there is none. */
  public Optional<String> master() {
    return places().read(ChangelogFiles.MASTER);
  }

  private ChangelogFiles places() {
    return new ChangelogFiles(directory, shown, new DiskOperations());
  }

  /**
   * Writes a migration's Liquibase changelog, in the place of the one that is there.
   *
   * @throws Refusal when the migration is not there
   * @throws EnvironmentFailure when it cannot be written; nothing is changed then
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
   * @throws EnvironmentFailure when it cannot be written; nothing is changed then
   */
  public void writeMaster(String text) {
    writer.writeMaster(text);
  }

  /**
   * Every migration that is there, by number and name, whether they make a history or not: numbers
   * may be missing or stand twice, and what the files call themselves is not asked.
   *
   * @throws Refusal when a file is damaged
   */
  public List<Migration> readUnordered() {
    writer.recover();
    MigrationReader reader = new MigrationReader();
    return complete(files(new DirectoryListing(directory, shown).unordered())).stream()
        .map(reader::readUnnamed)
        .toList();
  }

  /**
   * Deletes what killed processes left beside the migrations, which each change does too: for a
   * goal that may change things and finds nothing to change.
   */
  public void tidy() {
    writer.tidy();
  }

  private Listing readAll() {
    return files(new DirectoryListing(directory, shown).names());
  }

  private Listing files(List<MigrationName> names) {
    List<MigrationFiles> all = new ArrayList<>();
    for (MigrationName name : names) {
      Path migration = directory.resolve(name.text());
      SourceText plan = text(migration, name, MigrationFiles.PLAN);
      if (name.number() == names.size()
          && Files.notExists(
              migration.resolve(MigrationFiles.SNAPSHOT), LinkOption.NOFOLLOW_LINKS)) {
        return new Listing(all, Optional.of(new IncompleteMigration(name, plan)));
      }
      all.add(
          new MigrationFiles(
              name, migration, plan, text(migration, name, MigrationFiles.SNAPSHOT)));
    }
    return new Listing(all, Optional.empty());
  }

  private SourceText text(Path migration, MigrationName name, String file) {
    SourceText text = StrictText.read(migration.resolve(file), shown(name.text()) + "/" + file);
    ConflictMarkers.refuse(text, shown(name.text()));
    return text;
  }

  /** Every change by {@link DirectoryWriter} makes or renames an entry, which sets this time. */
  private FileTime lastChange() {
    try {
      return Files.getLastModifiedTime(directory);
    } catch (NoSuchFileException e) {
      return FileTime.fromMillis(0);
    } catch (IOException e) {
      throw new EnvironmentFailure("cannot read " + shown + ": " + DirectoryErrorText.of(e), e);
    }
  }
}
