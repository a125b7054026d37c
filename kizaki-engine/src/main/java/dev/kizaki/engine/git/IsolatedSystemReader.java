package dev.kizaki.engine.git;

import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * Restricts JGit to the repository itself. By default, JGit runs {@code git} to find the
 * configuration of the system, writes files into the repository to measure the clock of the file
 * system, and stores the result in the home directory of the user. Reading refs and trees requires
 * none of this.
 *
 * <p>JGit keeps its view of the machine in a static field. A Maven plugin has its own copy of JGit,
 * so other users of JGit are not affected.
 */
final class IsolatedSystemReader extends SystemReader.Delegate {
  /** Longer than the resolution of the clock of any file system. */
  private static final String RESOLUTION = "2 s";

  private IsolatedSystemReader(SystemReader machine) {
    super(machine);
  }

  static synchronized void install() {
    if (!(SystemReader.getInstance() instanceof IsolatedSystemReader)) {
      SystemReader.setInstance(new IsolatedSystemReader(SystemReader.getInstance()));
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

  /** A configuration without a file. It contains only the resolution of the clock. */
  private static final class NoConfig extends FileBasedConfig {
    NoConfig(Config parent, FS files) {
      super(parent, null, files);
    }

    @Override
    public void load() {
      // There is no file to read.
    }

    @Override
    public void save() {
      // There is no file to write.
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
