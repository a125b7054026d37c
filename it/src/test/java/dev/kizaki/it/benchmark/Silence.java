package dev.kizaki.it.benchmark;

import dev.kizaki.engine.api.Reporter;

/** Prints nothing, because the console is not part of the measurement. */
final class Silence implements Reporter {
  @Override
  public void info(String line) {}

  @Override
  public void warn(String line) {}
}
