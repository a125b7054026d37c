package dev.kizaki.engine.changelogs;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.LiquibaseJars;
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
 * Loads Liquibase, and what speaks to it, apart from everything else: a build that writes no
 * changelog has none of it, and its own libraries (Maven brings some of the same) meet nobody. Of
 * kizaki all but one package comes from where this class does, so that values can be handed over.
 */
final class LiquibaseLoader extends URLClassLoader {
  private static final String OURS = "dev.kizaki.";
  private static final String APART = "dev.kizaki.engine.liquibase.";
  private static final String RENDERER = APART + "LiquibaseRenderer";

  static {
    registerAsParallelCapable();
  }

  private LiquibaseLoader(URL[] jars) {
    super("liquibase", jars, ClassLoader.getPlatformClassLoader());
  }

  /**
   * To be closed when all is written.
   *
   * @param jars Liquibase's and those it needs
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
   * Liquibase's way to write, good until this is closed.
   *
   * @throws EnvironmentFailure when the jars hold no Liquibase that works
   */
  ChangelogRenderer renderer() {
    ChangelogRenderer renderer = inside(this::instance);
    return new ChangelogRenderer() {
      @Override
      public String changelog(Changelog changelog, String contexts, String labels) {
        return inside(() -> renderer.changelog(changelog, contexts, labels));
      }

      @Override
      public String master(List<String> migrations) {
        return inside(() -> renderer.master(migrations));
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
   * Does something in a thread of its own: Liquibase looks its parts up by the thread's loader, and
   * leaves values in the thread that would keep all of it in a Maven that lives on. One at a time,
   * for its log is everybody's.
   */
  private <T> T inside(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task, "kizaki changelog");
    thread.setContextClassLoader(this);
    thread.setDaemon(true);
    synchronized (LiquibaseLoader.class) {
      Logger logger = Logger.getLogger("liquibase");
      Level level = logger.getLevel();
      logger.setLevel(Level.OFF);
      try {
        thread.start();
        return task.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new EnvironmentFailure("interrupted while Liquibase writes a changelog", e);
      } catch (ExecutionException e) {
        throw thrown(e.getCause());
      } finally {
        logger.setLevel(level);
      }
    }
  }

  private static RuntimeException thrown(Throwable cause) {
    if (cause instanceof LinkageError) {
      return unusable(cause);
    }
    return cause instanceof RuntimeException own
        ? own
        : new IllegalStateException("Liquibase failed", cause);
  }

  private static EnvironmentFailure unusable(Throwable cause) {
    return new EnvironmentFailure(
        "Liquibase "
            + LiquibaseJars.VERSION
            + " cannot be loaded ("
            + cause
            + "). Its jar may be damaged: delete org/liquibase from the local repository, then run"
            + " the goal again.",
        cause);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith(APART)) {
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? define(name) : loaded;
      }
    }
    return name.startsWith(OURS)
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
      throw new EnvironmentFailure("Liquibase's jars cannot be closed", e);
    }
  }
}
