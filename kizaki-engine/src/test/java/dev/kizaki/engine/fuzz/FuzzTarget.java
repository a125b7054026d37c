package dev.kizaki.engine.fuzz;

import java.util.List;
import java.util.Objects;

/**
 * A reader of input that people or other programs write.
 *
 * @param name a word without spaces, which file names can contain
 * @param seeds valid inputs, from which others are made
 * @param reader reads an input
 */
record FuzzTarget(String name, List<byte[]> seeds, Reader reader) {
  FuzzTarget {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(reader, "reader");
    seeds = List.copyOf(seeds);
  }

  /**
   * Reads an input and checks what it means. An input with errors is refused with diagnostics, a
   * {@code Refusal} or an {@code EnvironmentFailure}, which the reader expects; whatever else is
   * thrown is a fault.
   */
  @FunctionalInterface
  interface Reader {
    void read(byte[] input) throws Exception;
  }

  @Override
  public String toString() {
    return name;
  }
}
