package dev.kizaki.engine.embedded;

import dev.kizaki.engine.file.IoErrorText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The PostgreSQL of one project and one major, in {@code <project>/.kizaki/postgres/<major>}. It
 * listens on 127.0.0.1 only, on a port that is chosen once, and asks for a generated password
 * (scram) from its first start. Builds that run at the same time share it; what a killed one left
 * is put in order by the next start.
 *
 * <p>Every change happens under one lock file beside the home, so each of the methods sees either
 * no server, a stopped one or a running one, never one in between.
 */
public final class EmbeddedPostgres {
  private final Path project;
  private final PostgresVersion version;
  private final BinaryCache binaries;

  /**
   * Looks at nothing and creates nothing.
   *
   * @param project the project's directory
   */
  public EmbeddedPostgres(Path project, PostgresVersion version, BinaryCache binaries) {
    this.project = Objects.requireNonNull(project, "project");
    this.version = Objects.requireNonNull(version, "version");
    this.binaries = Objects.requireNonNull(binaries, "binaries");
  }

  /** Where the server's files are, or would be. */
  public Path home() {
    return project.resolve(".kizaki").resolve("postgres").resolve(String.valueOf(version.major()));
  }

  /** The file that holds the superuser's password, or will; its owner alone can read it. */
  public Path passwordFile() {
    return new ServerHome(home()).passwordFile();
  }

  /** Whether it was ever started; if not, nothing was ever applied to it. Creates nothing. */
  public boolean exists() {
    return Files.isDirectory(home());
  }

  /**
   * Makes the server if there is none, starts it if it does not run, joins it if it does.
   *
   * @return this use of it, to be closed
   * @throws EmbeddedServerException if that is not possible; the message says why and what to do
   */
  public EmbeddedServer start() {
    try {
      ServerHome home = prepareHome();
      return ServerLock.holding(lockOf(home), () -> startUnderLock(home));
    } catch (IOException e) {
      throw new EmbeddedServerException(
          "The embedded database in "
              + home()
              + " could not be started: "
              + IoErrorText.withFile(e)
              + ". Check the space and the permissions there.",
          e);
    }
  }

  /**
   * Stops the server if it runs without a user, and deletes everything it holds. Does nothing if
   * there is none.
   *
   * @throws EmbeddedServerException if somebody uses it
   */
  public void delete() {
    try {
      if (!Files.isDirectory(home().getParent())) {
        return;
      }
      ServerHome home = new ServerHome(project.toRealPath().resolve(project.relativize(home())));
      ServerLock.holding(
          lockOf(home),
          () -> {
            deleteUnderLock(home);
            return home;
          });
    } catch (IOException e) {
      throw new EmbeddedServerException(
          "The embedded database in "
              + home()
              + " could not be deleted: "
              + IoErrorText.withFile(e)
              + ". Check the permissions there.",
          e);
    }
  }

  private ServerHome prepareHome() throws IOException {
    if (!Files.isDirectory(project)) {
      throw new EmbeddedServerException(
          "The embedded database needs the project's directory, and there is no " + project + ".");
    }
    Path folder = project.toRealPath().resolve(project.relativize(home()));
    refuseShellCharacters(folder);
    Path own = folder.getParent().getParent();
    Files.createDirectories(folder.getParent());
    hideFromGit(own.resolve(".gitignore"));
    return new ServerHome(folder);
  }

  /** A process that was killed between creating and filling the file has left an empty one. */
  private static void hideFromGit(Path file) throws IOException {
    if (Files.notExists(file) || Files.size(file) == 0) {
      Files.writeString(file, "*\n");
    }
  }

  /** pg_ctl starts the server by a shell, in which it puts the path between double quotes. */
  private static void refuseShellCharacters(Path folder) {
    String path = folder.toString();
    boolean windows = folder.getFileSystem().getSeparator().equals("\\");
    String refused = windows ? "%\"" : "$`\"\\\n";
    if (path.chars().anyMatch(each -> refused.indexOf(each) >= 0)) {
      throw new EmbeddedServerException(
          "The embedded database cannot be kept in "
              + path
              + ", because PostgreSQL's pg_ctl hands that path to a shell and it holds one of "
              + refused.strip()
              + "; move the project, or set url to a server of your own.");
    }
  }

  private static Path lockOf(ServerHome home) {
    return home.folder().resolveSibling(home.folder().getFileName() + ".lock");
  }

  private EmbeddedServer startUnderLock(ServerHome home) throws IOException {
    AtomicFolder.sweep(home.folder());
    boolean first = !Files.isDirectory(home.folder());
    ServerPrograms programs =
        ServerPrograms.of(
            binaries.unpacked(version), first ? home.folder().getParent() : home.folder());
    if (first) {
      create(home, programs);
    }
    home.checkVersion(version);
    ServerUsers.Registration registration = home.users().register();
    try {
      int port = new ServerStart(home, version, programs).joinOrStart(first);
      rehearseLeaving(home);
      // The initdb of a killed build may have made its folder only after the first sweep.
      AtomicFolder.sweep(home.folder());
      return new EmbeddedServer(port, home.password(), () -> leave(home, registration));
    } catch (IOException | RuntimeException e) {
      stopAfterFailure(home, registration, e);
      throw e;
    }
  }

  /**
   * Loads the classes that leaving needs. A build that never leaves is left to a hook of the JVM,
   * and Maven closes the plugin's class loader before that runs: what was not used by then is not
   * to be had any more, and the server would stay behind.
   */
  private static void rehearseLeaving(ServerHome home) throws IOException {
    Optional<Postmaster> postmaster = Postmaster.read(home.data());
    if (home.users().present().isEmpty()
        || postmaster.isEmpty()
        || !ServerStart.runs(postmaster.get(), home)) {
      throw new EmbeddedServerException(
          "The embedded database in "
              + home.folder()
              + " went away as soon as it had come up; run again.");
    }
    LogTail.of("");
    ServerWait.sleep(Duration.ZERO);
  }

  /** A server that came up but cannot be used must not stay behind. */
  private void stopAfterFailure(
      ServerHome home, ServerUsers.Registration registration, Exception failure) {
    try {
      leaveUnderLock(home, registration);
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private void create(ServerHome home, ServerPrograms programs) throws IOException {
    AtomicFolder.create(
        home.folder(),
        folder -> {
          ServerHome unfinished = new ServerHome(folder);
          unfinished.furnish(LoopbackPorts.choose(home.folder().toString()));
          programs.initialise(unfinished);
        });
  }

  private void leave(ServerHome home, ServerUsers.Registration registration) {
    // An interrupted thread would fail at the first file it locks; leaving must work all the same.
    boolean interrupted = Thread.interrupted();
    try {
      if (!Files.isDirectory(home.folder(), LinkOption.NOFOLLOW_LINKS)) {
        registration.end(); // deleted by hand; the server notices and stops by itself
        return;
      }
      ServerLock.holding(
          lockOf(home),
          () -> {
            leaveUnderLock(home, registration);
            return home;
          });
    } catch (IOException e) {
      throw new EmbeddedServerException(
          "The embedded database in "
              + home.folder()
              + " could not be stopped: "
              + IoErrorText.withFile(e)
              + ". Check the permissions there.",
          e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void leaveUnderLock(ServerHome home, ServerUsers.Registration registration)
      throws IOException {
    registration.end();
    if (home.users().present().isEmpty()) {
      stopIfRunning(home);
    }
  }

  private void deleteUnderLock(ServerHome home) throws IOException {
    AtomicFolder.sweep(home.folder());
    if (!Files.isDirectory(home.folder())) {
      return;
    }
    List<Long> users = home.users().present();
    if (!users.isEmpty()) {
      throw new EmbeddedServerException(
          "The embedded database in "
              + home.folder()
              + " is in use by process "
              + String.join(", ", users.stream().distinct().sorted().map(String::valueOf).toList())
              + "; end that, then run again.");
    }
    stopIfRunning(home);
    AtomicFolder.delete(home.folder());
  }

  private void stopIfRunning(ServerHome home) throws IOException {
    Optional<Postmaster> postmaster = Postmaster.read(home.data());
    if (postmaster.isPresent() && ServerStart.runs(postmaster.get(), home)) {
      ServerPrograms.of(binaries.unpacked(version), home.folder()).stop(home, postmaster.get());
    }
  }
}
