package dev.kizaki.engine.embedded;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Brings one server up, whatever state it is found in: running (joined), stopped, killed, or with a
 * postmaster.pid that names a stranger. The caller holds the home's lock.
 */
record ServerStart(ServerHome home, PostgresVersion version, ServerPrograms programs) {
  /** A killed server replays its log when it starts again; that is usually a second's work. */
  private static final Duration LOGIN_PATIENCE = Duration.ofSeconds(60);

  private static final int LOOKS = 10;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private static final Duration PROBE_PATIENCE = Duration.ofMillis(500);

  /** How long the last processes of a killed server may take to notice. */
  private static final Duration SHUTDOWN_PATIENCE = Duration.ofSeconds(15);

  /**
   * The port of the running server.
   *
   * @param first whether the home was made just now, so that nobody knows its port yet
   */
  int joinOrStart(boolean first) throws IOException {
    Optional<Postmaster> left = Postmaster.read(home.data());
    if (left.isPresent()) {
      OptionalInt joined = join(left.get());
      if (joined.isPresent()) {
        return joined.getAsInt();
      }
      if (left.get().presence() == Postmaster.Presence.REPLACED) {
        left.get().forget();
      }
    }
    programs.account().take(home.data());
    return start(first);
  }

  /** Whether the server that wrote the file is there and this one. */
  static boolean runs(Postmaster postmaster, ServerHome home) throws IOException {
    Postmaster.Presence presence = postmaster.presence();
    for (int look = 0; presence == Postmaster.Presence.UNKNOWN && look < LOOKS; look++) {
      ServerWait.sleep(BETWEEN_LOOKS); // a process that is just ending tells nothing for a moment
      presence = postmaster.presence();
    }
    return switch (presence) {
      case RUNNING -> true;
      case GONE, REPLACED -> false;
      // Nothing is known of the process, but only this server knows the password.
      case UNKNOWN ->
          ServerConnection.await(postmaster.port(), home.password(), PROBE_PATIENCE).isEmpty();
    };
  }

  /**
   * The port of the running server once it lets its user in; empty if it does not run, or ends
   * meanwhile, as one that was killed a moment ago does.
   */
  private OptionalInt join(Postmaster running) throws IOException {
    long deadline = System.nanoTime() + LOGIN_PATIENCE.toNanos();
    while (runs(running, home)) {
      Optional<SQLException> failure =
          ServerConnection.await(running.port(), home.password(), PROBE_PATIENCE);
      if (failure.isEmpty()) {
        if (!home.port().equals(OptionalInt.of(running.port()))) {
          home.writePort(running.port());
        }
        return OptionalInt.of(running.port());
      }
      if (ServerConnection.isRejection(failure.get()) || System.nanoTime() > deadline) {
        throw loginFailure(failure.get());
      }
    }
    return OptionalInt.empty();
  }

  private int start(boolean first) throws IOException {
    long deadline = System.nanoTime() + SHUTDOWN_PATIENCE.toNanos();
    while (true) {
      int port = choosePort(first);
      Command.Result result = programs.start(home, port);
      if (result.exitCode() == 0) {
        awaitLogin(port);
        return port;
      }
      Optional<Postmaster> other = Postmaster.read(home.data());
      OptionalInt joined = other.isPresent() ? join(other.get()) : OptionalInt.empty();
      if (joined.isPresent()) {
        return joined.getAsInt(); // a start that a killed build had begun was quicker
      }
      if (!mayPass(port, LogTail.read(home.log()), first) || System.nanoTime() > deadline) {
        throw failure("pg_ctl ended with " + result.exitCode());
      }
      ServerWait.sleep(Duration.ofMillis(200));
    }
  }

  /**
   * Whether another try may succeed: the last processes of a killed server still hold its shared
   * memory, or somebody took the port of a server that is new, for which another one can be chosen.
   */
  private static boolean mayPass(int port, String log, boolean first) {
    return log.contains("pre-existing shared memory block")
        || (first && !LoopbackPorts.isFree(port));
  }

  /**
   * The kept port. If somebody else listens there, this refuses rather than move: the URL is known
   * to applications and tools by now, and they would talk to a stranger without noticing.
   */
  private int choosePort(boolean first) throws IOException {
    OptionalInt kept = home.port();
    if (kept.isPresent() && LoopbackPorts.isFree(kept.getAsInt())) {
      return kept.getAsInt();
    }
    if (kept.isPresent() && !first) {
      throw new EmbeddedServerException(
          "Port "
              + kept.getAsInt()
              + " of the embedded database is taken by another program. End that program, or delete "
              + home.portFile()
              + " to get another port and with it another JDBC URL.");
    }
    int port = LoopbackPorts.choose(home.folder().toString());
    home.writePort(port);
    return port;
  }

  private void awaitLogin(int port) throws IOException {
    Optional<SQLException> failure = ServerConnection.await(port, home.password(), LOGIN_PATIENCE);
    if (failure.isPresent()) {
      throw loginFailure(failure.get());
    }
  }

  private EmbeddedServerException loginFailure(SQLException failure) throws IOException {
    return failure("the login failed: " + failure.getMessage());
  }

  private EmbeddedServerException failure(String reason) throws IOException {
    return new EmbeddedServerException(
        "PostgreSQL "
            + version
            + " in "
            + home.folder()
            + " did not come up: "
            + reason
            + ". The end of its log, "
            + home.log()
            + ":\n"
            + LogTail.of(LogTail.read(home.log()))
            + "\nMend what it names; if the database itself is damaged, start again from the history"
            + " with `mvn kizaki:reset`.");
  }
}
