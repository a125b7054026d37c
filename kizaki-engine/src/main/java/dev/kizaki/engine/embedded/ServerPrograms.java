package dev.kizaki.engine.embedded;

import dev.kizaki.engine.api.RefusalCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs initdb and pg_ctl of one version under one account. Every exit code is checked.
 *
 * @param bin the folder with the programs
 */
record ServerPrograms(Path bin, ServerAccount account) {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /** The additional time in which pg_ctl can report its own timeout before its process is ended. */
  private static final Duration GRACE = Duration.ofSeconds(15);

  /** The programs for a data directory that is or will be in the folder. */
  static ServerPrograms of(Path unpacked, Path folder) throws IOException {
    Path bin = unpacked.resolve("bin");
    return new ServerPrograms(bin, ServerAccount.choose(folder, bin.resolve("initdb")));
  }

  /**
   * Creates a data directory. It is not synced to disk, because its folder gets its final name only
   * afterwards.
   */
  void initialise(ServerHome home) throws IOException {
    List<String> options =
        List.of(
            "--pgdata=" + home.data(),
            "--username=" + ServerHome.USERNAME,
            "--pwfile=" + home.passwordFile(),
            "--auth=scram-sha-256",
            "--locale=C",
            "--encoding=UTF8",
            "--data-checksums",
            "--no-sync");
    Command.Result result = run("initdb", options, home);
    if (result.exitCode() != 0) {
      throw new EmbeddedServerException(
          RefusalCode.EMBEDDED_NOT_STARTED,
          """
          initdb could not create a database in %s (exit code %d):
          %s
          Correct the cause, then run again.\
          """
              .formatted(home.folder(), result.exitCode(), LogTail.of(result.output())));
    }
  }

  /**
   * Starts the server and waits until it accepts connections. The options on the command line
   * override those in postgresql.conf, which a user may have edited, so the server always listens
   * on the loopback interface only.
   *
   * @param recording whether it must record statements
   */
  Command.Result start(ServerHome home, int port, boolean recording) throws IOException {
    String options = recording ? StatementRecording.options(loadedLibraries(home)) : "";
    // The log must contain this start only, and the previous log may belong to another account.
    Files.deleteIfExists(home.log());
    return run(
        "pg_ctl",
        List.of(
            "start",
            "-w",
            "-t",
            String.valueOf(TIMEOUT.toSeconds()),
            "-D",
            home.data().toString(),
            "-l",
            home.log().toString(),
            "-o",
            "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + options),
        home);
  }

  /** The libraries that the configuration of a stopped server loads; empty if it has a fault. */
  private String loadedLibraries(ServerHome home) throws IOException {
    Command.Result result =
        run(
            "postgres",
            List.of("-C", "shared_preload_libraries", "-D", home.data().toString()),
            home);
    return result.exitCode() == 0 ? result.output().strip() : "";
  }

  /**
   * Stops the running server and ends its sessions. If they do not end in time, uses pg_ctl's
   * immediate mode.
   */
  void stop(ServerHome home, Postmaster running) throws IOException {
    Command.Result result = stop(home, "fast");
    if (result.exitCode() != 0 && running.presence() == Postmaster.Presence.RUNNING) {
      result = stop(home, "immediate");
    }
    // If the server has ended in the meantime, for example because it was killed, it is stopped as
    // requested.
    if (result.exitCode() != 0 && running.presence() == Postmaster.Presence.RUNNING) {
      throw new EmbeddedServerException(
          RefusalCode.EMBEDDED_NOT_STOPPED,
          """
          The embedded database in %s could not be stopped (pg_ctl ended with %d):
          %s
          End its process, then run again.\
          """
              .formatted(home.folder(), result.exitCode(), LogTail.of(result.output())));
    }
  }

  private Command.Result stop(ServerHome home, String mode) throws IOException {
    List<String> options =
        List.of(
            "stop",
            "-w",
            "-t",
            String.valueOf(TIMEOUT.toSeconds()),
            "-m",
            mode,
            "-D",
            home.data().toString());
    return run("pg_ctl", options, home);
  }

  private Command.Result run(String program, List<String> options, ServerHome home)
      throws IOException {
    List<String> commandLine = new ArrayList<>(account.prefix());
    commandLine.add(bin.resolve(program).toString());
    commandLine.addAll(options);
    return Command.run(commandLine, bin, home.commandOutput(), TIMEOUT.plus(GRACE));
  }
}
