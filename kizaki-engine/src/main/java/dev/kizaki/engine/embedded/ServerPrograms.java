package dev.kizaki.engine.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * initdb and pg_ctl of one version, run as one account; every exit code is looked at.
 *
 * @param bin the folder with the programs
 */
record ServerPrograms(Path bin, ServerAccount account) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** pg_ctl gets this long to report by itself before its process is given up. */
  private static final Duration GRACE = Duration.ofSeconds(15);

  /** The programs, for a data directory that is or will be in the folder. */
  static ServerPrograms of(Path unpacked, Path folder) throws IOException {
    Path bin = unpacked.resolve("bin");
    return new ServerPrograms(bin, ServerAccount.choose(folder, bin.resolve("initdb")));
  }

  /** Makes a data directory; without fsync, because it gets its final name only afterwards. */
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
          "initdb could not make a database in "
              + home.folder()
              + " (exit code "
              + result.exitCode()
              + "):\n"
              + LogTail.of(result.output())
              + "\nMend what it names, then run again.");
    }
  }

  /**
   * Starts the server and waits until it accepts connections. The options on the command line win
   * over what somebody may have written into postgresql.conf: it stays on the loopback interface.
   */
  Command.Result start(ServerHome home, int port) throws IOException {
    // A log of this start alone; and the last one may belong to another account.
    Files.deleteIfExists(home.log());
    return run(
        "pg_ctl",
        List.of(
            "start",
            "-w",
            "-t",
            String.valueOf(PATIENCE.toSeconds()),
            "-D",
            home.data().toString(),
            "-l",
            home.log().toString(),
            "-o",
            "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories="),
        home);
  }

  /** Stops the running server, ending its sessions; if they do not end in time, at once. */
  void stop(ServerHome home, Postmaster running) throws IOException {
    Command.Result result = stop(home, "fast");
    if (result.exitCode() != 0 && running.presence() == Postmaster.Presence.RUNNING) {
      result = stop(home, "immediate");
    }
    // A server that was killed a moment ago is no failure: it is what was asked for.
    if (result.exitCode() != 0 && running.presence() == Postmaster.Presence.RUNNING) {
      throw new EmbeddedServerException(
          "The embedded database in "
              + home.folder()
              + " could not be stopped (pg_ctl ended with "
              + result.exitCode()
              + "):\n"
              + LogTail.of(result.output())
              + "\nEnd its process, then run again.");
    }
  }

  private Command.Result stop(ServerHome home, String mode) throws IOException {
    List<String> options =
        List.of(
            "stop",
            "-w",
            "-t",
            String.valueOf(PATIENCE.toSeconds()),
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
    return Command.run(commandLine, bin, home.commandOutput(), PATIENCE.plus(GRACE));
  }
}
