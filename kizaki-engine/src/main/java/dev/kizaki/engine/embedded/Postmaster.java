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
 * The content of {@code postmaster.pid}, which a server writes at its start. A killed server does
 * not delete the file, and its process id may now belong to another program. So no process is
 * signalled, and the server is not regarded as running, before {@link #presence} has checked the
 * process itself.
 *
 * @param started when the server started, by its own clock
 */
record Postmaster(Path data, long processId, Instant started, int port) {
  private static final String FILE = "postmaster.pid";

  /**
   * How far the start times in the file and of the process may differ, in case the clock was
   * changed.
   */
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

  /** Whether the server runs. */
  enum Presence {
    /** The process exists and is this server. */
    RUNNING,
    /** The process does not exist. */
    GONE,
    /** The process exists and is another program. */
    REPLACED,
    /** The process exists, but the operating system gives no information about it. */
    UNKNOWN
  }

  /** Reads the file in the data directory; empty if it does not exist or is incomplete. */
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
   * Deletes the file of a server that does not run any more. PostgreSQL deletes it itself if no
   * process has that id, but refuses to start if an unrelated process has it.
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
    // The kernel adds this mark if the file of the program was deleted after the process started.
    if (!program.replace(" (deleted)", "").matches("postgres(\\.exe)?")) {
      return Presence.REPLACED;
    }
    return isThisServer(info) ? Presence.RUNNING : Presence.REPLACED;
  }

  /**
   * Whether the process is not another PostgreSQL server: its arguments contain the data directory.
   * If they cannot be read, the start time is compared.
   */
  private boolean isThisServer(ProcessHandle.Info info) {
    if (info.arguments().isPresent()) {
      return List.of(info.arguments().get()).contains(data.toString());
    }
    return info.startInstant()
        .map(instant -> Duration.between(instant, started).abs().compareTo(CLOCK_TOLERANCE) < 0)
        .orElse(false);
  }

  /**
   * Whether the process is a zombie. A killed server remains one where no init process reaps
   * orphans, as in many containers.
   */
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
