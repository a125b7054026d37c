package dev.kizaki.engine.embedded;

import dev.kizaki.engine.api.RefusalCode;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Makes one server run. It may already run, be stopped or killed, or have a postmaster.pid with the
 * process id of another program. The caller must hold the home's lock.
 *
 * @param recording whether the server must record the statements of its clients
 */
record ServerStart(
    ServerHome home, PostgresVersion version, ServerPrograms programs, boolean recording) {
  /**
   * A killed server replays its write-ahead log at the next start, which usually takes about a
   * second.
   */
  private static final Duration LOGIN_TIMEOUT = Duration.ofSeconds(60);

  private static final int POLLS = 10;
  private static final Duration POLL_INTERVAL = Duration.ofMillis(50);

  private static final Duration PROBE_TIMEOUT = Duration.ofMillis(500);

  /** How long the last processes of a killed server may take to end. */
  private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(15);

  /**
   * Starts the server unless it runs.
   *
   * @param first whether the home was just created, so that no application knows its port yet
   * @return the port of the running server
   */
  private int joinOrStart(boolean first) throws IOException {
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

  /**
   * Does what {@link #joinOrStart} does. A server that does not record statements is restarted if
   * it must do so.
   *
   * @param others the other users of the server
   * @throws ServerInUseException if it would have to be restarted and has other users
   */
  int joinOrRestart(boolean first, List<ServerUser> others) throws IOException {
    int port = joinOrStart(first);
    if (!recording || StatementRecording.isOn(port, home.password())) {
      return port;
    }
    if (!others.isEmpty()) {
      throw new ServerInUseException(home.folder(), others);
    }
    Optional<Postmaster> running = Postmaster.read(home.data());
    if (running.isPresent()) {
      programs.stop(home, running.get());
    }
    return joinOrStart(false);
  }

  /** Whether the server that wrote the file runs and belongs to this home. */
  static boolean runs(Postmaster postmaster, ServerHome home) throws IOException {
    Postmaster.Presence presence = postmaster.presence();
    // There is no information about a process that is just ending.
    for (int poll = 0; presence == Postmaster.Presence.UNKNOWN && poll < POLLS; poll++) {
      ServerWait.sleep(POLL_INTERVAL);
      presence = postmaster.presence();
    }
    return switch (presence) {
      case RUNNING -> true;
      case GONE, REPLACED -> false;
      // Only this server knows the password, so a successful login identifies it.
      case UNKNOWN ->
          ServerConnection.await(postmaster.port(), home.password(), PROBE_TIMEOUT).isEmpty();
    };
  }

  /**
   * Waits until a login to the running server succeeds. Returns its port; empty if it does not run,
   * or ends in the meantime because it was killed.
   */
  private OptionalInt join(Postmaster running) throws IOException {
    long deadline = System.nanoTime() + LOGIN_TIMEOUT.toNanos();
    while (runs(running, home)) {
      Optional<SQLException> failure =
          ServerConnection.await(running.port(), home.password(), PROBE_TIMEOUT);
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
    long deadline = System.nanoTime() + SHUTDOWN_TIMEOUT.toNanos();
    while (true) {
      int port = choosePort(first);
      Command.Result result = programs.start(home, port, recording);
      if (result.exitCode() == 0) {
        awaitLogin(port);
        return port;
      }
      Optional<Postmaster> other = Postmaster.read(home.data());
      OptionalInt joined = other.isPresent() ? join(other.get()) : OptionalInt.empty();
      if (joined.isPresent()) {
        return joined.getAsInt(); // a killed build had started the server at the same time
      }
      if (!mayPass(port, LogTail.read(home.log()), first) || System.nanoTime() > deadline) {
        throw failure("pg_ctl ended with " + result.exitCode());
      }
      ServerWait.sleep(Duration.ofMillis(200));
    }
  }

  /**
   * Whether another attempt may succeed: either the last processes of a killed server still use its
   * shared memory, or another program has taken the port of a new server, for which another port
   * can be chosen.
   */
  private static boolean mayPass(int port, String log, boolean first) {
    return log.contains("pre-existing shared memory block")
        || (first && !LoopbackPorts.isFree(port));
  }

  /**
   * The stored port, or a new one for a new server. If another program listens on the stored port,
   * this method fails and does not choose another port: applications and tools already use the URL,
   * and they would silently connect to the other program.
   */
  private int choosePort(boolean first) throws IOException {
    OptionalInt stored = home.port();
    if (stored.isPresent() && LoopbackPorts.isFree(stored.getAsInt())) {
      return stored.getAsInt();
    }
    if (stored.isPresent() && !first) {
      throw new EmbeddedServerException(
          RefusalCode.EMBEDDED_PORT_TAKEN,
          """
          Port %d of the embedded database is in use by another program. End that program, or \
          delete %s to get another port and with it another JDBC URL.\
          """
              .formatted(stored.getAsInt(), home.portFile()));
    }
    int port = LoopbackPorts.choose(home.folder().toString());
    home.writePort(port);
    return port;
  }

  private void awaitLogin(int port) throws IOException {
    Optional<SQLException> failure = ServerConnection.await(port, home.password(), LOGIN_TIMEOUT);
    if (failure.isPresent()) {
      throw loginFailure(failure.get());
    }
  }

  private EmbeddedServerException loginFailure(SQLException failure) throws IOException {
    return failure("the login failed: " + failure.getMessage());
  }

  private EmbeddedServerException failure(String reason) throws IOException {
    return new EmbeddedServerException(
        RefusalCode.EMBEDDED_NOT_STARTED,
        """
        PostgreSQL %s in %s did not start: %s. The end of its log, %s:
        %s
        Correct the cause; if the database itself is damaged, start again from the history with \
        `mvn kizaki:reset -Dkizaki.fresh`.\
        """
            .formatted(
                version, home.folder(), reason, home.log(), LogTail.of(LogTail.read(home.log()))));
  }
}
