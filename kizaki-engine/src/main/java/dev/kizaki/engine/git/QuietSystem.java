package dev.kizaki.engine.git;

import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * JGit's view of the machine, cut down to the repository itself. Left alone, JGit runs {@code git}
 * to find the system's configuration, measures the clock of the file system with files that it
 * writes into the repository, and keeps what it measured in the user's home. Refs and trees need
 * none of it.
 *
 * <p>JGit holds its view of the machine in a static field. A Maven plugin has its own copy of JGit,
 * so that nobody else's is changed.
 */
final class QuietSystem extends SystemReader.Delegate {
  /** Coarser than any file system's clock. */
  private static final String RESOLUTION = "2 s";

  private QuietSystem(SystemReader machine) {
    super(machine);
  }

  static synchronized void install() {
    if (!(SystemReader.getInstance() instanceof QuietSystem)) {
      SystemReader.setInstance(new QuietSystem(SystemReader.getInstance()));
    }
  }

  @Override
  public FileBasedConfig openSystemConfig(Config parent, FS files) {
    return new NoConfig(parent, files);
  }

  @Override
  public FileBasedConfig openUserConfig(Config parent, FS files) {
    return new NoConfig(parent, files);
  }

  @Override
  public FileBasedConfig openJGitConfig(Config parent, FS files) {
    return new NoConfig(parent, files);
  }

  /** A configuration that no file holds; it knows how exact the clock of any file system is. */
  private static final class NoConfig extends FileBasedConfig {
    NoConfig(Config parent, FS files) {
      super(parent, null, files);
    }

    @Override
    public void load() {
      // There is nothing to read.
    }

    @Override
    public void save() {
      // And nothing to keep.
    }

    @Override
    public boolean isOutdated() {
      return false;
    }

    @Override
    public long getTimeUnit(
        String section, String subsection, String name, long defaultValue, TimeUnit unit) {
      return ConfigConstants.CONFIG_FILESYSTEM_SECTION.equals(section)
          ? unit.convert(2, TimeUnit.SECONDS)
          : super.getTimeUnit(section, subsection, name, defaultValue, unit);
    }
  }
}
