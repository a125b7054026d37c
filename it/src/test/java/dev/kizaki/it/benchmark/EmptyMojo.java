package dev.kizaki.it.benchmark;

import org.apache.maven.plugin.AbstractMojo;

/** Does nothing. Its duration is the least that a goal can take. */
public final class EmptyMojo extends AbstractMojo {
  /** What the goal prints. */
  static final String LINE = "Nothing done.";

  @Override
  public void execute() {
    getLog().info(LINE);
  }
}
