package dev.kizaki.engine.embedded;

import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.file.IoErrorText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The embedded PostgreSQL server of one project and one major version, in {@code
 * <project>/.kizaki/postgres/<major>}. It listens on 127.0.0.1 only, on a port that is chosen once,
 * and from its first start requires a generated password (SCRAM). Builds that run at the same time
 * share it. The next start repairs what a killed build has left.
 *
 * <p>Every change is made under a lock file next to the home folder, so each method sees either no
 * server, a stopped one or a running one, but never a server that is just starting or stopping.
 */
public final class EmbeddedPostgres {
  private final Path project;
  private final PostgresVersion version;
  private final BinaryCache binaries;

  /**
   * Reads and creates no files.
   *
   * @param project the project's directory
   */
  public EmbeddedPostgres(Path project, PostgresVersion version, BinaryCache binaries) {
    this.project = Objects.requireNonNull(project, "project");
    this.version = Objects.requireNonNull(version, "version");
    this.binaries = Objects.requireNonNull(binaries, "binaries");
  }

  /** The folder of the server's files; need not exist. */
  public Path home() {
    return project.resolve(".kizaki").resolve("postgres").resolve(String.valueOf(version.major()));
  }

  /** The file with the superuser's password; need not exist. Only its owner can read it. */
  public Path passwordFile() {
    return new ServerHome(home()).passwordFile();
  }

  /**
   * Whether the server was ever started. If not, no migration was ever applied to it. Creates
   * nothing.
   */
  public boolean exists() {
    return Files.isDirectory(home());
  }

  /**
   * Creates the server if it does not exist, starts it if it does not run, and registers a user of
   * it.
   *
   * @return the registered use, which the caller must close
   * @throws EmbeddedServerException if the server cannot be started; the message says why and what
   *     to do
   */
  public EmbeddedServer start() {
    return startFor(ServerUse.BUILD, Optional.empty());
  }

  /**
   * Does what {@link #start()} does.
   *
   * @param use what the server is used for
   * @param identity the port and the password of a new server, as {@link #delete} returned them;
   *     not used if the server exists
   * @return the registered use, which the caller must close
   * @throws EmbeddedServerException if the server cannot be started
   * @throws ServerInUseException if it must record statements, runs without, and others use it
   */
  public EmbeddedServer startFor(ServerUse use, Optional<ServerIdentity> identity) {
    try {
      ServerHome home = prepareHome();
      return ServerLock.holding(lockOf(home), () -> startUnderLock(home, use, identity));
    } catch (IOException e) {
      throw new EmbeddedServerException(
          RefusalCode.EMBEDDED_FILES,
          """
          The embedded database in %s could not be started: %s. Check the free space and the \
          permissions there.\
          """
              .formatted(home(), IoErrorText.withFile(e)),
          e);
    }
  }

  /**
   * Stops the server and deletes it with all data. Does nothing if it does not exist.
   *
   * @return its port and password, so that its successor can have them too
   * @throws ServerInUseException if a process uses the server
   * @throws EmbeddedServerException if it cannot be stopped or deleted
   */
  public Optional<ServerIdentity> delete() {
    try {
      if (!Files.isDirectory(home().getParent())) {
        return Optional.empty();
      }
      ServerHome home = new ServerHome(project.toRealPath().resolve(project.relativize(home())));
      return ServerLock.holding(lockOf(home), () -> deleteUnderLock(home));
    } catch (IOException e) {
      throw new EmbeddedServerException(
          RefusalCode.EMBEDDED_FILES,
          "The embedded database in %s could not be deleted: %s. Check the permissions there."
              .formatted(home(), IoErrorText.withFile(e)),
          e);
    }
  }

  private ServerHome prepareHome() throws IOException {
    if (!Files.isDirectory(project)) {
      throw new EmbeddedServerException(
          RefusalCode.EMBEDDED_FILES,
          "The embedded database needs the project's directory, and %s does not exist; create it."
              .formatted(project));
    }
    Path folder = project.toRealPath().resolve(project.relativize(home()));
    refuseShellCharacters(folder);
    Path own = folder.getParent().getParent();
    Files.createDirectories(folder.getParent());
    hideFromGit(own.resolve(".gitignore"));
    return new ServerHome(folder);
  }

  /** An empty file is overwritten: a process was killed after it had created the file. */
  private static void hideFromGit(Path file) throws IOException {
    if (Files.notExists(file) || Files.size(file) == 0) {
      Files.writeString(file, "*\n");
    }
  }

  /** pg_ctl starts the server with a shell command that contains the path in double quotes. */
  private static void refuseShellCharacters(Path folder) {
    String path = folder.toString();
    boolean windows = folder.getFileSystem().getSeparator().equals("\\");
    String refused = windows ? "%\"" : "$`\"\\\n";
    if (path.chars().anyMatch(each -> refused.indexOf(each) >= 0)) {
      throw new EmbeddedServerException(
          RefusalCode.EMBEDDED_PATH,
          """
          The embedded database cannot be kept in %s, because PostgreSQL's pg_ctl passes that \
          path to a shell and it contains one of %s; move the project, or set url to a server of \
          your own.\
          """
              .formatted(path, refused.strip()));
    }
  }

  private static Path lockOf(ServerHome home) {
    return home.folder().resolveSibling(home.folder().getFileName() + ".lock");
  }

  private EmbeddedServer startUnderLock(
      ServerHome home, ServerUse use, Optional<ServerIdentity> identity) throws IOException {
    AtomicFolder.sweep(home.folder());
    boolean first = !Files.isDirectory(home.folder());
    Path unpacked = binaries.unpacked(version);
    boolean recording = use == ServerUse.RECORDED_TESTS;
    if (recording) {
      StatementRecording.require(unpacked, version);
    }
    ServerPrograms programs =
        ServerPrograms.of(unpacked, first ? home.folder().getParent() : home.folder());
    if (first) {
      create(home, programs, identity);
    }
    home.checkVersion(version);
    ServerUsers.Registration registration = home.users().register(use);
    try {
      int port =
          new ServerStart(home, version, programs, recording)
              .joinOrRestart(first, home.users().besides(registration));
      loadClassesForLeaving(home);
      // The initdb of a killed build may have created its folder after the first sweep.
      AtomicFolder.sweep(home.folder());
      return new EmbeddedServer(
          port,
          home.password(),
          () -> leave(home, registration),
          action -> withoutChangeOfUsers(home, registration, action));
    } catch (IOException | RuntimeException e) {
      stopAfterFailure(home, registration, e);
      throw e;
    }
  }

  /**
   * Calls the code that {@link #leave} needs, so that its classes are loaded. If a build does not
   * close the server, a shutdown hook of the JVM does. Maven closes the plugin's class loader
   * before that hook runs. A class that is not loaded by then cannot be loaded any more, and the
   * server would keep running.
   */
  private static void loadClassesForLeaving(ServerHome home) throws IOException {
    Optional<Postmaster> postmaster = Postmaster.read(home.data());
    if (home.users().present().isEmpty()
        || postmaster.isEmpty()
        || !ServerStart.runs(postmaster.get(), home)) {
      throw new EmbeddedServerException(
          RefusalCode.EMBEDDED_STOPPED,
          "The embedded database in %s stopped directly after its start; run again."
              .formatted(home.folder()));
    }
    LogTail.of("");
    ServerWait.sleep(Duration.ZERO);
  }

  /** Stops a server that was started but cannot be used. */
  private void stopAfterFailure(
      ServerHome home, ServerUsers.Registration registration, Exception failure) {
    try {
      leaveUnderLock(home, registration);
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private void create(ServerHome home, ServerPrograms programs, Optional<ServerIdentity> identity)
      throws IOException {
    AtomicFolder.create(
        home.folder(),
        folder -> {
          ServerHome unfinished = new ServerHome(folder);
          unfinished.initialise(
              identity.orElseGet(
                  () ->
                      new ServerIdentity(
                          LoopbackPorts.choose(home.folder().toString()),
                          ServerHome.newPassword())));
          programs.initialise(unfinished);
        });
  }

  /** Runs the action with the other users, while none of them can leave and none can come. */
  private static void withoutChangeOfUsers(
      ServerHome home, ServerUsers.Registration registration, Consumer<List<ServerUser>> action) {
    try {
      ServerLock.holding(
          lockOf(home),
          () -> {
            action.accept(home.users().besides(registration));
            return home;
          });
    } catch (IOException e) {
      throw new EmbeddedServerException(
          RefusalCode.EMBEDDED_FILES,
          "The users of the embedded database in %s could not be read: %s. Check the permissions there."
              .formatted(home.folder(), IoErrorText.withFile(e)),
          e);
    }
  }

  private void leave(ServerHome home, ServerUsers.Registration registration) {
    // Locking a file fails in an interrupted thread, but the server must be stopped nevertheless.
    boolean interrupted = Thread.interrupted();
    try {
      if (!Files.isDirectory(home.folder(), LinkOption.NOFOLLOW_LINKS)) {
        registration.end(); // deleted by hand; the server detects this and stops by itself
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
          RefusalCode.EMBEDDED_FILES,
          "The embedded database in %s could not be stopped: %s. Check the permissions there."
              .formatted(home.folder(), IoErrorText.withFile(e)),
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

  private Optional<ServerIdentity> deleteUnderLock(ServerHome home) throws IOException {
    AtomicFolder.sweep(home.folder());
    if (!Files.isDirectory(home.folder())) {
      return Optional.empty();
    }
    List<ServerUser> users = home.users().present();
    if (!users.isEmpty()) {
      throw new ServerInUseException(home.folder(), users);
    }
    Optional<ServerIdentity> identity = home.identity();
    stopIfRunning(home);
    AtomicFolder.delete(home.folder());
    return identity;
  }

  private void stopIfRunning(ServerHome home) throws IOException {
    Optional<Postmaster> postmaster = Postmaster.read(home.data());
    if (postmaster.isPresent() && ServerStart.runs(postmaster.get(), home)) {
      ServerPrograms.of(binaries.unpacked(version), home.folder()).stop(home, postmaster.get());
    }
  }
}
