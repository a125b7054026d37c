package dev.kizaki.engine.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Operations on the disk, of which a chosen one fails or is the process's last. They sync nothing,
 * for the tests' sake: no power is cut.
 */
final class FaultyOperations implements FileOperations {
  /** What happens at the chosen operation. */
  enum Fault {
    /** The process is gone before it. */
    KILL_BEFORE,
    /** The process is gone while it writes: half the bytes are there. */
    KILL_HALFWAY,
    /** It fails, a file with half its bytes there, and the process goes on. */
    NO_SPACE,
    /** Something else happens first, then it goes its way. */
    MEANWHILE
  }

  /** The process is gone; nothing that it would still have done happens. */
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

  /** Operations that all go well. */
  FaultyOperations() {
    this(Integer.MAX_VALUE, Fault.NO_SPACE);
  }

  FaultyOperations(int chosen, Fault fault) {
    this(chosen, fault, () -> {});
  }

  /** Operations before one of which something else happens. */
  FaultyOperations(int chosen, Meanwhile meanwhile) {
    this(chosen, Fault.MEANWHILE, meanwhile);
  }

  private FaultyOperations(int chosen, Fault fault, Meanwhile meanwhile) {
    this.chosen = chosen;
    this.fault = fault;
    this.meanwhile = meanwhile;
  }

  /** Whether half a file was left. */
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
      // As on a file system that syncs no directories.
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
