package dev.kizaki.engine.history;

import dev.kizaki.engine.api.PackedHistory;
import dev.kizaki.inspire.source.SourceText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The files of a packed history. Messages print the paths that the files had in their project.
 *
 * @param history the history
 */
public record PackedMigrations(PackedHistory history) implements HistoryFiles {
  public PackedMigrations {
    Objects.requireNonNull(history, "history");
  }

  @Override
  public String shown() {
    return history.directory();
  }

  @Override
  public List<MigrationFiles> list() {
    return history.entries().stream().map(this::files).toList();
  }

  @Override
  public List<Migration> read() {
    return MigrationReader.read(history.entries(), this::files);
  }

  private MigrationFiles files(PackedHistory.Entry entry) {
    MigrationName name =
        MigrationName.parse(entry.name())
            .orElseThrow(() -> PackedHistory.damaged(entry.name() + " is no name of a migration"));
    return new MigrationFiles(
        name,
        Path.of(history.directory(), entry.name()),
        text(name + "/" + MigrationFiles.PLAN),
        text(name + "/" + MigrationFiles.SNAPSHOT));
  }

  /** The text of a migration's snapshot. */
  public SourceText snapshot(String migration) {
    return text(migration + "/" + MigrationFiles.SNAPSHOT);
  }

  private SourceText text(String path) {
    byte[] bytes =
        history
            .file(path)
            .orElseThrow(() -> PackedHistory.damaged(shown() + "/" + path + " is missing"));
    return SourceText.of(shown() + "/" + path, StrictText.decode(bytes, shown() + "/" + path));
  }

  @Override
  public Optional<String> changelog(String migration) {
    return unchecked(migration + "/" + ChangelogFiles.CHANGELOG);
  }

  @Override
  public Optional<String> master() {
    return unchecked(ChangelogFiles.MASTER);
  }

  private Optional<String> unchecked(String path) {
    return history.file(path).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  /**
   * Compares migrations that were read with the index.
   *
   * @throws dev.kizaki.engine.api.EnvironmentFailure when a file was changed after it was packed
   */
  public void requireUnchanged(List<CommittedMigration> read) {
    for (int i = 0; i < read.size(); i++) {
      if (!read.get(i).digest().equals(history.entries().get(i).digest())) {
        throw PackedHistory.damaged(
            "the files of %s are not those of its digest".formatted(read.get(i).name()));
      }
    }
  }
}
