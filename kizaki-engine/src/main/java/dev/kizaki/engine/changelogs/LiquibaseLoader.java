package dev.kizaki.engine.changelogs;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.LiquibaseJars;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.changelog.Changelog;
import dev.kizaki.engine.changelog.ChangelogRenderer;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Loads Liquibase and the package that calls it in a class loader of their own. A build that writes
 * no changelog never loads Liquibase, and Liquibase's libraries cannot clash with Maven's. Every
 * kizaki class except those of that package is loaded by the engine's own class loader, so that
 * values can be exchanged.
 */
final class LiquibaseLoader extends URLClassLoader {
  private static final String KIZAKI_PACKAGES = "dev.kizaki.";
  private static final String ISOLATED_PACKAGE = "dev.kizaki.engine.liquibase.";
  private static final String RENDERER = ISOLATED_PACKAGE + "LiquibaseRenderer";

  static {
    registerAsParallelCapable();
  }

  private LiquibaseLoader(URL[] jars) {
    super("liquibase", jars, ClassLoader.getPlatformClassLoader());
  }

  /**
   * Opens a loader. Close it when all changelogs are written.
   *
   * @param jars the jars of Liquibase and of its dependencies
   */
  static LiquibaseLoader open(List<Path> jars) {
    return new LiquibaseLoader(jars.stream().map(LiquibaseLoader::url).toArray(URL[]::new));
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(jar.toString(), e);
    }
  }

  /**
   * Creates a renderer, which can be used until this loader is closed.
   *
   * @throws EnvironmentFailure when Liquibase cannot be loaded from the jars
   */
  ChangelogRenderer renderer() {
    ChangelogRenderer renderer = runIsolated(this::instance);
    return new ChangelogRenderer() {
      @Override
      public String changelog(Changelog changelog, String contexts, String labels) {
        return runIsolated(() -> renderer.changelog(changelog, contexts, labels));
      }

      @Override
      public String master(List<String> migrations) {
        return runIsolated(() -> renderer.master(migrations));
      }
    };
  }

  private ChangelogRenderer instance() {
    try {
      return (ChangelogRenderer) loadClass(RENDERER).getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw unusable(e);
    }
  }

  /**
   * Runs a task in a new thread. Liquibase finds its services by the thread's class loader, and
   * leaves values in the thread, which in a Maven daemon would keep all its classes in memory. One
   * task runs at a time, because the level of Liquibase's logger, which is changed meanwhile, is
   * global.
   */
  private <T> T runIsolated(Callable<T> task) {
    FutureTask<T> future = new FutureTask<>(task);
    Thread thread = new Thread(future, "kizaki changelog");
    thread.setContextClassLoader(this);
    thread.setDaemon(true);
    synchronized (LiquibaseLoader.class) {
      Logger logger = Logger.getLogger("liquibase");
      Level level = logger.getLevel();
      logger.setLevel(Level.OFF);
      try {
        thread.start();
        return future.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new EnvironmentFailure(
            RefusalCode.INTERRUPTED,
            "Interrupted while Liquibase writes a changelog; run again.",
            e);
      } catch (ExecutionException e) {
        throw asRuntimeException(e.getCause());
      } finally {
        logger.setLevel(level);
      }
    }
  }

  private static RuntimeException asRuntimeException(Throwable cause) {
    if (cause instanceof LinkageError) {
      return unusable(cause);
    }
    return cause instanceof RuntimeException own
        ? own
        : new IllegalStateException("Liquibase failed", cause);
  }

  private static EnvironmentFailure unusable(Throwable cause) {
    return new EnvironmentFailure(
        RefusalCode.LIQUIBASE_NOT_LOADED,
        """
        Liquibase %s cannot be loaded (%s). Its jar may be damaged: delete org/liquibase from the \
        local repository, then run the goal again.\
        """
            .formatted(LiquibaseJars.VERSION, cause),
        cause);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith(ISOLATED_PACKAGE)) {
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? define(name) : loaded;
      }
    }
    return name.startsWith(KIZAKI_PACKAGES)
        ? Class.forName(name, false, LiquibaseLoader.class.getClassLoader())
        : super.loadClass(name, resolve);
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    String file = name.replace('.', '/') + ".class";
    try (InputStream in = LiquibaseLoader.class.getClassLoader().getResourceAsStream(file)) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = in.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  @Override
  public void close() {
    try {
      super.close();
    } catch (IOException e) {
      throw new EnvironmentFailure(
          RefusalCode.LIQUIBASE_NOT_LOADED,
          "Liquibase's jars cannot be closed; run the goal again.",
          e);
    }
  }
}
