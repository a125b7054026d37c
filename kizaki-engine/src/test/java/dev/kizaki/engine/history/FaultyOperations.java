package dev.kizaki.engine.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Operations on the disk. A chosen one fails, or simulates that the process is killed. They do not
 * sync, to make the tests faster; the tests do not simulate power cuts.
 */
final class FaultyOperations implements FileOperations {
  /** What happens at the chosen operation. */
  enum Fault {
    /** The process is killed before it. */
    KILL_BEFORE,
    /** The process is killed while it writes: half the bytes are written. */
    KILL_HALFWAY,
    /** It fails after half the bytes are written, and the process continues. */
    NO_SPACE,
    /** Another action runs first, then the operation succeeds. */
    MEANWHILE
  }

  /** The process was killed; all later operations throw this too. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private final FileOperations disk = new DiskOperations();
  private final int chosen;
  private final Fault fault;
  private final Meanwhile meanwhile;
  private int count;
  private boolean dead;
  private boolean halfway;

  /** Operations that all succeed. */
  FaultyOperations() {
    this(Integer.MAX_VALUE, Fault.NO_SPACE);
  }

  FaultyOperations(int chosen, Fault fault) {
    this(chosen, fault, () -> {});
  }

  /** Operations with another action before one of them. */
  FaultyOperations(int chosen, Meanwhile meanwhile) {
    this(chosen, Fault.MEANWHILE, meanwhile);
  }

  private FaultyOperations(int chosen, Fault fault, Meanwhile meanwhile) {
    this.chosen = chosen;
    this.fault = fault;
    this.meanwhile = meanwhile;
  }

  /** Whether a half-written file was left. */
  boolean leftHalf() {
    return halfway;
  }

  /** Whether the chosen operation was reached. */
  boolean struck() {
    return count >= chosen;
  }

  @Override
  public void createDirectory(Path directory) throws IOException {
    at(() -> disk.createDirectory(directory));
  }

  @Override
  public void writeFile(Path file, byte[] content) throws IOException {
    if (count + 1 == chosen && (fault == Fault.KILL_HALFWAY || fault == Fault.NO_SPACE)) {
      Files.write(file, Arrays.copyOf(content, content.length / 2), StandardOpenOption.CREATE_NEW);
      halfway = true;
    }
    at(() -> Files.write(file, content, StandardOpenOption.CREATE_NEW));
  }

  @Override
  public void syncDirectory(Path directory) {
    try {
      at(() -> {});
    } catch (IOException e) {
      // As on a file system that cannot sync directories.
    }
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    at(() -> disk.move(from, to));
  }

  @Override
  public void delete(Path path) throws IOException {
    at(() -> disk.delete(path));
  }

  private void at(Step step) throws IOException {
    if (dead) {
      throw new Killed();
    }
    count++;
    if (count == chosen) {
      if (fault == Fault.NO_SPACE) {
        throw new IOException("No space left on device");
      }
      if (fault != Fault.MEANWHILE) {
        dead = true;
        throw new Killed();
      }
      meanwhile.happen();
    }
    step.run();
  }

  private interface Step {
    void run() throws IOException;
  }

  /** What happens while a process writes. */
  interface Meanwhile {
    void happen() throws IOException;
  }
}
