package dev.kizaki.it.benchmark;

import dev.kizaki.engine.api.Reporter;

/** Hears everything and prints nothing: a console is no part of what is measured. */
final class Silence implements Reporter {
  @Override
  public void info(String line) {}

  @Override
  public void warn(String line) {}
}
