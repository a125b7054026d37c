package dev.kizaki.it.benchmark;

import java.nio.charset.StandardCharsets;

/** Runs other programs. */
final class Processes {
  private Processes() {}

  /** Runs a program to its end and returns what it printed; fails if the program does. */
  static String run(ProcessBuilder program) throws Exception {
    Process process = program.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(program.command().get(0) + " failed: " + output);
    }
    return output;
  }
}
