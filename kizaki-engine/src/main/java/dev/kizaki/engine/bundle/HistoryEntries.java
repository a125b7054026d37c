package dev.kizaki.engine.bundle;

import dev.kizaki.engine.api.PackedHistory;
import dev.kizaki.engine.history.HistoryFiles;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.history.MigrationFiles;
import dev.kizaki.engine.history.MigrationsDirectory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A history as entries of a jar: what {@link PackedHistory} reads. */
public final class HistoryEntries {
  private HistoryEntries() {}

  /**
   * The entries by name.
   *
   * @param migrations the whole history, proven and without open questions
   * @param files the files from which it was read
   */
  public static Map<String, byte[]> of(List<Migration> migrations, HistoryFiles files) {
    Map<String, String> texts = new TreeMap<>();
    for (Migration each : migrations) {
      texts.put(each.name() + "/" + MigrationFiles.PLAN, each.planFileText());
      texts.put(each.name() + "/" + MigrationFiles.SNAPSHOT, each.snapshotFileText());
      // Statements in stages need to know whether these stop Liquibase meanwhile.
      files
          .changelog(each.name())
          .ifPresent(text -> texts.put(each.name() + "/" + MigrationsDirectory.CHANGELOG, text));
    }
    Map<String, byte[]> entries = new TreeMap<>();
    texts.forEach(
        (path, text) ->
            entries.put(
                PackedHistory.LOCATION + "/" + PackedHistory.FILES + "/" + path,
                text.getBytes(StandardCharsets.UTF_8)));
    String index =
        PackedHistory.index(
            files.shown(),
            migrations.stream()
                .map(each -> new PackedHistory.Entry(each.name(), each.digest()))
                .toList());
    entries.put(
        PackedHistory.LOCATION + "/" + PackedHistory.INDEX, index.getBytes(StandardCharsets.UTF_8));
    return entries;
  }
}
