package dev.kizaki.engine.goal;

import dev.kizaki.engine.api.BundleRequest;
import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.bundle.BundleFile;
import dev.kizaki.engine.bundle.HistoryEntries;
import dev.kizaki.engine.bundle.PackedFolder;
import dev.kizaki.engine.file.IoErrorText;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.project.ProjectPaths;
import dev.kizaki.engine.text.Plurals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code bundle}: packs the committed history, alone or with the programs that apply it. */
public final class BundleGoal {
  private static final double BYTES_IN_MB = 1_000_000;

  private final BundleRequest request;
  private final Reporter reporter;

  public BundleGoal(BundleRequest request, Reporter reporter) {
    this.request = request;
    this.reporter = reporter;
  }

  public void run() {
    CommittedHistory history = CommittedHistory.of(request.project());
    history.requireResolved();
    if (history.migrations().isEmpty()) {
      reporter.info("Nothing to bundle: there is no migration yet.");
      return;
    }
    List<Migration> migrations = history.migrations();
    Map<String, byte[]> entries =
        HistoryEntries.of(migrations, CommittedHistory.files(request.project()));
    String packed = packed(entries);
    reporter.info(
        "%s: %s, the latest is %s."
            .formatted(
                packed,
                Plurals.count(migrations.size(), "migration"),
                migrations.get(migrations.size() - 1).name()));
    SourceDriftLines.begin(request.project(), reporter).report(history);
  }

  private String packed(Map<String, byte[]> entries) {
    if (request.output() instanceof BundleRequest.Executable executable) {
      return executable(executable, entries);
    }
    BundleRequest.Resources resources = (BundleRequest.Resources) request.output();
    try {
      new PackedFolder(resources.directory()).replace(entries);
    } catch (IOException e) {
      throw notWritable(resources.directory(), e);
    }
    return "Written to " + shown(resources.directory());
  }

  private String executable(BundleRequest.Executable wanted, Map<String, byte[]> entries) {
    try {
      long size =
          new BundleFile(wanted.file(), wanted.time())
              .write(wanted.jars().fetch(), entries, ToolVersion.get());
      return String.format(
          Locale.ROOT, "Written %s (%.1f MB)", shown(wanted.file()), size / BYTES_IN_MB);
    } catch (IOException e) {
      throw notWritable(wanted.file(), e);
    }
  }

  private EnvironmentFailure notWritable(Path path, IOException e) {
    return new EnvironmentFailure(
        RefusalCode.BUNDLE_NOT_WRITABLE,
        "%s could not be written (%s); check the path and its permissions."
            .formatted(shown(path), IoErrorText.withFile(e)),
        e);
  }

  private String shown(Path path) {
    return ProjectPaths.shown(request.project(), path);
  }
}
