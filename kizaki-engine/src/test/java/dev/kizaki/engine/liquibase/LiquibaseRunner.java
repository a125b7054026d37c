package dev.kizaki.engine.liquibase;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives tests two versions of Liquibase: the one that writes changelogs, and the next major
 * version.
 */
public final class LiquibaseRunner {
  /** Liquibase from the test class path. */
  public static final LiquibaseCommands VERSION_4 = new InProcessCommands();

  /** Liquibase from the jars that the build copies. */
  public static final LiquibaseCommands VERSION_5 = version5();

  private LiquibaseRunner() {}

  private static LiquibaseCommands version5() {
    List<URL> urls = new ArrayList<>();
    try (DirectoryStream<Path> jars =
        Files.newDirectoryStream(Path.of("target", "liquibase-5"), "*.jar")) {
      for (Path jar : jars) {
        urls.add(jar.toUri().toURL());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    urls.add(LiquibaseRunner.class.getProtectionDomain().getCodeSource().getLocation());
    try {
      return (LiquibaseCommands)
          new OtherVersion(urls)
              .loadClass(InProcessCommands.class.getName())
              .getDeclaredConstructor()
              .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Loads classes from its own jars and the JDK, and shares only the types of the interface with
   * the tests.
   */
  private static final class OtherVersion extends URLClassLoader {
    OtherVersion(List<URL> urls) {
      super(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      return name.equals(LiquibaseCommands.class.getName())
          ? LiquibaseCommands.class
          : super.loadClass(name, resolve);
    }
  }
}
