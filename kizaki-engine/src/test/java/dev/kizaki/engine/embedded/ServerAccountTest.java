package dev.kizaki.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.TestBinaries;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The ways in which root can run a server; each is tested if the machine allows it. Other users are
 * tested by all other tests if those run under such an account, and here if the tests run as root.
 */
@EnabledOnOs(OS.LINUX)
@FullRun
final class ServerAccountTest {
  private static final ServerAccount NAMESPACE =
      new ServerAccount(ServerAccount.NAMESPACE, OptionalInt.of(0));
  private static final ServerAccount IMPOSSIBLE =
      new ServerAccount(List.of("no-such-program"), OptionalInt.of(1));

  @TempDir Path temporary;

  private Path unpacked;

  @BeforeEach
  void onlyRootHasThisChoice() throws IOException {
    assumeTrue(Command.run(List.of("id", "-u")).output().strip().equals("0"), "root");
    unpacked = TestBinaries.cache().unpacked(TestBinaries.version(17));
  }

  @Test
  void rootRunsTheServerInANamespaceAndKeepsItsFiles() throws IOException {
    assumeTrue(allowed(NAMESPACE), "user namespaces");
    ServerHome home = newHome();
    runOnce(home, NAMESPACE, true);
    assertThat(owner(home.data())).isEqualTo(0);
  }

  @Test
  void rootRunsTheServerAsNobodyEvenBelowAFolderOfItsOwn() throws IOException {
    ServerAccount nobody = ServerAccount.nobody().orElseThrow();
    assumeTrue(allowed(nobody), "setpriv");
    ServerHome home = newHome();
    runOnce(home, nobody, true);
    assertThat(owner(home.data())).isEqualTo(nobody.owner().orElseThrow()).isNotZero();
    assertThat(owner(home.passwordFile())).isZero();
  }

  @Test
  void dataChangesItsOwnerWithTheWayItIsRun() throws IOException {
    ServerAccount nobody = ServerAccount.nobody().orElseThrow();
    assumeTrue(allowed(nobody) && allowed(NAMESPACE), "both ways");
    ServerHome home = newHome();
    runOnce(home, nobody, true);
    assertThat(choose(List.of(NAMESPACE, nobody), home.folder())).isEqualTo(nobody);
    runOnce(home, NAMESPACE, false);
    assertThat(owner(home.data().resolve("base/1/1259"))).isZero();
    assertThat(choose(List.of(NAMESPACE, nobody), home.folder())).isEqualTo(NAMESPACE);
    runOnce(home, nobody, false);
  }

  @Test
  void rootTakesTheFirstWayThatWorksOrSaysThatNoneDoes() throws IOException {
    ServerAccount plain = new ServerAccount(List.of("env"), OptionalInt.of(0));
    assertThat(choose(List.of(IMPOSSIBLE, plain), temporary)).isEqualTo(plain);
    assertThatThrownBy(() -> choose(List.of(IMPOSSIBLE), temporary))
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessage(
            """
            PostgreSQL refuses to run as root, and root can run it under another account neither \
            with `unshare --user` nor with `setpriv` here; run the build as another user, or set \
            url to a server of your own.\
            """);
  }

  @Test
  void anotherUserRunsItsOwnServerAndIsRefusedRootsOne() throws Exception {
    int nobody = ServerAccount.nobody().orElseThrow().owner().orElseThrow();
    List<String> prefix =
        List.of("setpriv", "--reuid=" + nobody, "--regid=" + nobody, "--clear-groups");
    assumeTrue(Command.run(append(prefix, "true")).exitCode() == 0, "setpriv");
    Path world = openWorld();
    Path project = Files.createDirectory(world.resolve("project"));
    give(project, nobody);

    try (OtherBuild other = OtherBuild.launch(prefix, copyOfClassPath(world), arguments(world))) {
      assertThat(other.nextLine()).startsWith("jdbc:postgresql://127.0.0.1:");
      assertThat(owner(project.resolve(".kizaki/postgres/17/data"))).isEqualTo(nobody);
      other.finish();
    }
    try (Stream<Path> files = Files.walk(project)) {
      for (Path file : files.toList()) {
        Files.setAttribute(file, "unix:uid", 0, LinkOption.NOFOLLOW_LINKS);
      }
    }
    try (OtherBuild other = OtherBuild.launch(prefix, copyOfClassPath(world), arguments(world))) {
      assertThat(other.nextLine())
          .isEqualTo(
              "The embedded database in "
                  + project.resolve(".kizaki/postgres/17")
                  + " could not be started: "
                  + project.resolve(".kizaki/postgres/17.lock")
                  + ": permission denied. Check the free space and the permissions there.");
    }
  }

  private void runOnce(ServerHome home, ServerAccount account, boolean first) throws IOException {
    ServerPrograms programs = new ServerPrograms(unpacked.resolve("bin"), account);
    if (first) {
      home.initialise(
          new ServerIdentity(
              LoopbackPorts.choose(home.folder().toString()), ServerHome.newPassword()));
      programs.initialise(home);
    } else {
      account.take(home.data());
    }
    int port = home.port().orElseThrow();
    assertThat(programs.start(home, port, false)).extracting(Command.Result::exitCode).isEqualTo(0);
    assertThat(ServerConnection.await(port, home.password(), Duration.ofSeconds(10))).isEmpty();
    assertThat(Postmaster.read(home.data()).orElseThrow().presence())
        .isEqualTo(Postmaster.Presence.RUNNING);
    programs.stop(home, Postmaster.read(home.data()).orElseThrow());
    assertThat(Postmaster.read(home.data())).isEmpty();
  }

  /** In a folder that only root may enter, like a project in root's home directory. */
  private ServerHome newHome() throws IOException {
    Path folder = temporary.resolve("roots");
    OwnerPermissions.createDirectory(folder);
    Path home = folder.toRealPath().resolve("home");
    OwnerPermissions.createDirectory(home);
    return new ServerHome(home);
  }

  private ServerAccount choose(List<ServerAccount> candidates, Path folder) throws IOException {
    return ServerAccount.chooseForRoot(candidates, folder, unpacked.resolve("bin/initdb"));
  }

  private boolean allowed(ServerAccount account) throws IOException {
    return Command.run(append(account.prefix(), "true")).exitCode() == 0;
  }

  private static List<String> append(List<String> prefix, String program) {
    List<String> commandLine = new ArrayList<>(prefix);
    commandLine.add(program);
    return commandLine;
  }

  /** A folder that the other user can enter, with the archive in it. */
  private Path openWorld() throws IOException {
    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxrwxrwx"));
    String archive =
        ServerPlatform.current().artifactId() + "-" + TestBinaries.version(17).binaries() + ".jar";
    Files.copy(TestBinaries.folder().resolve(archive), temporary.resolve(archive));
    return temporary.toRealPath();
  }

  private static List<String> arguments(Path world) {
    return List.of(
        world.resolve("project").toString(),
        "17",
        world.resolve("cache").toString(),
        world.toString());
  }

  /** The class path may be in root's home directory. */
  private static String copyOfClassPath(Path world) throws IOException {
    List<String> copies = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path original = Path.of(entry);
      Path copy = world.resolve("classpath").resolve(copies.size() + "-" + original.getFileName());
      if (Files.isDirectory(original)) {
        copyTree(original, copy);
        copies.add(copy.toString());
      } else if (entry.matches(".*(postgresql|xz)-[0-9.]+\\.jar")) {
        Files.createDirectories(copy.getParent());
        Files.copy(original, copy, StandardCopyOption.REPLACE_EXISTING);
        copies.add(copy.toString());
      }
    }
    return String.join(File.pathSeparator, copies);
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  private static void give(Path file, int user) throws IOException {
    Files.setAttribute(file, "unix:uid", user);
  }

  private static int owner(Path file) throws IOException {
    return (Integer) Files.getAttribute(file, "unix:uid");
  }
}
