package dev.kizaki.inspire.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/**
 * A run in CI fails if a test was skipped, unless a module's {@code allowed-skips.properties} names
 * the test, or its class, with the reason.
 */
public final class SkippedTests implements LauncherSessionListener, TestExecutionListener {
  private static final String LIST = "allowed-skips.properties";

  private final List<String> skipped = new CopyOnWriteArrayList<>();

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    if (System.getenv("CI") != null) {
      session.getLauncher().registerTestExecutionListeners(this);
    }
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    add(test, reason);
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
      add(test, result.getThrowable().map(Throwable::getMessage).orElse(""));
    }
  }

  @Override
  public void launcherSessionClosed(LauncherSession session) {
    if (!skipped.isEmpty()) {
      throw new IllegalStateException(
          "Skipped where CI is set, and not named in %s: %s".formatted(LIST, skipped));
    }
  }

  private void add(TestIdentifier test, String reason) {
    String name = test.getSource().map(SkippedTests::name).orElse(test.getDisplayName());
    Properties allowed = allowed();
    if (!allowed.containsKey(name) && !allowed.containsKey(name.replaceAll("\\..*", ""))) {
      skipped.add(name + " (" + reason + ")");
    }
  }

  private static String name(TestSource source) {
    if (source instanceof MethodSource method) {
      return simpleName(method.getClassName()) + "." + method.getMethodName();
    }
    return source instanceof ClassSource type ? simpleName(type.getClassName()) : source.toString();
  }

  private static String simpleName(String className) {
    return className.substring(className.lastIndexOf('.') + 1);
  }

  private static Properties allowed() {
    Properties allowed = new Properties();
    try {
      for (URL list :
          Collections.list(Thread.currentThread().getContextClassLoader().getResources(LIST))) {
        try (InputStream input = list.openStream()) {
          allowed.load(input);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return allowed;
  }
}
