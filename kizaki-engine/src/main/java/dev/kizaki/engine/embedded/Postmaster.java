package dev.kizaki.engine.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What {@code postmaster.pid} says of the server that wrote it. A killed server leaves the file
 * behind, and its process id may belong to anything by now; so nothing is signalled, and the server
 * is not believed to run, before {@link #presence} has looked at the process itself.
 *
 * @param started when the server started, by its own clock
 */
record Postmaster(Path data, long processId, Instant started, int port) {
  private static final String FILE = "postmaster.pid";

  /** How far two readings of one start time may differ where the clock was set in between. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

  /** What became of the server. */
  enum Presence {
    /** Its process is there, and it is this server. */
    RUNNING,
    /** There is no such process. */
    GONE,
    /** The process is there, and it is something else. */
    REPLACED,
    /** There is a process of which the operating system tells nothing. */
    UNKNOWN
  }

  /** Reads the file of the data directory; empty if there is none or it is cut short. */
  static Optional<Postmaster> read(Path data) throws IOException {
    try {
      List<String> lines = Files.readAllLines(data.resolve(FILE));
      if (lines.size() < 4) {
        return Optional.empty();
      }
      return Optional.of(
          new Postmaster(
              data,
              Long.parseLong(lines.get(0).strip()),
              Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip())),
              Integer.parseInt(lines.get(3).strip())));
    } catch (NoSuchFileException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /**
   * Removes the file of a server that is not there any more. PostgreSQL does so itself when there
   * is no process of that id, but refuses to start when there is an unrelated one.
   */
  void forget() throws IOException {
    Files.deleteIfExists(data.resolve(FILE));
  }

  Presence presence() throws IOException {
    Optional<ProcessHandle> process = ProcessHandle.of(processId).filter(ProcessHandle::isAlive);
    if (process.isEmpty()) {
      return Presence.GONE;
    }
    ProcessHandle.Info info = process.get().info();
    if (info.command().isEmpty()) {
      return isZombie() ? Presence.REPLACED : Presence.UNKNOWN;
    }
    String program = Path.of(info.command().get()).getFileName().toString();
    // The kernel marks the program of a process whose file was deleted meanwhile.
    if (!program.replace(" (deleted)", "").matches("postgres(\\.exe)?")) {
      return Presence.REPLACED;
    }
    return isThisServer(info) ? Presence.RUNNING : Presence.REPLACED;
  }

  /** Not just any PostgreSQL: the arguments name the data directory, where they can be read. */
  private boolean isThisServer(ProcessHandle.Info info) {
    if (info.arguments().isPresent()) {
      return List.of(info.arguments().get()).contains(data.toString());
    }
    return info.startInstant()
        .map(instant -> Duration.between(instant, started).abs().compareTo(CLOCK_TOLERANCE) < 0)
        .orElse(false);
  }

  /** A killed server stays in the process table where nobody collects orphans, as in containers. */
  private boolean isZombie() throws IOException {
    Path stat = Path.of("/proc", String.valueOf(processId), "stat");
    try {
      String line = Files.readString(stat);
      return line.startsWith("Z", line.lastIndexOf(')') + 2);
    } catch (NoSuchFileException e) {
      return false;
    }
  }
}
