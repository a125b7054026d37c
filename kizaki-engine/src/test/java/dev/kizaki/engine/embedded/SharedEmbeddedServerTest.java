package dev.kizaki.engine.embedded;

import static dev.kizaki.engine.embedded.EmbeddedProject.assertAnswers;
import static dev.kizaki.engine.embedded.EmbeddedProject.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.TestBinaries;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several JVMs, and several copies of the classes in one, share a server; some are killed. */
@Timeout(600)
@FullRun
final class SharedEmbeddedServerTest {
  @TempDir Path temporary;

  private EmbeddedProject project;
  private EmbeddedPostgres postgres;

  @BeforeEach
  void createProject() throws IOException {
    project = EmbeddedProject.in(temporary.resolve("project"));
    postgres = project.postgres();
  }

  @Test
  void theLastBuildStopsTheServer() throws Exception {
    EmbeddedServer here = postgres.start();
    try (OtherBuild other = OtherBuild.launch(project.folder(), EmbeddedProject.MAJOR)) {
      assertThat(other.nextLine()).isEqualTo(here.jdbcUrl());

      here.close();
      assertAnswers(here);
      assertThatThrownBy(postgres::delete)
          .isInstanceOf(ServerInUseException.class)
          .hasMessage(
              "The embedded database in "
                  + postgres.home()
                  + " is in use by process "
                  + other.processId()
                  + "; end that process, then run again.");

      other.finish();
      assertThat(project.isStopped()).isTrue();
    }
    postgres.delete();
    assertThat(postgres.exists()).isFalse();
  }

  @Test
  void buildsThatStartAtTheSameTimeMakeOneServer() throws Exception {
    try (OtherBuild one = OtherBuild.launch(project.folder(), EmbeddedProject.MAJOR);
        OtherBuild two = OtherBuild.launch(project.folder(), EmbeddedProject.MAJOR)) {
      assertThat(one.nextLine()).startsWith("jdbc:").isEqualTo(two.nextLine());
      one.finish();
      assertThat(project.isStopped()).isFalse();
      two.finish();
      assertThat(project.isStopped()).isTrue();
    }
  }

  @Test
  void aKilledBuildIsForgottenAndItsServerJoinedOrDeleted() throws Exception {
    long orphan;
    try (OtherBuild other = OtherBuild.launch(project.folder(), EmbeddedProject.MAJOR)) {
      String url = other.nextLine();
      orphan = project.postmaster().processId();
      other.kill();
      assertThat(project.process().isAlive()).isTrue();

      try (EmbeddedServer server = postgres.start()) {
        assertThat(server.jdbcUrl()).isEqualTo(url);
        assertThat(project.postmaster().processId()).isEqualTo(orphan);
      }
      assertThat(project.isStopped()).isTrue();
    }

    try (OtherBuild other = OtherBuild.launch(project.folder(), EmbeddedProject.MAJOR)) {
      other.nextLine();
      int port = project.postmaster().port();
      other.kill();
      postgres.delete();
      assertThat(postgres.exists()).isFalse();
      assertThat(LoopbackPorts.isFree(port)).isTrue();
    }
  }

  @Test
  void anInterruptedBuildStopsItsServer() throws Exception {
    try (OtherBuild other = OtherBuild.launch(project.folder(), EmbeddedProject.MAJOR)) {
      assertThat(other.nextLine()).startsWith("jdbc:");
      other.interrupt();
      assertThat(project.isStopped()).isTrue();
    }
  }

  @Test
  void aBuildKilledWhileItUnpacksOrInitialisesLeavesNothingHalf() throws Exception {
    Path cache = temporary.resolve("cache");
    try (OtherBuild other = OtherBuild.launch(project.folder(), EmbeddedProject.MAJOR, cache)) {
      awaitSibling(cache, "17.6.0-" + ServerPlatform.current() + ".new-", "bin");
      other.kill();
    }
    assertThat(cache.resolve("17.6.0-" + ServerPlatform.current())).doesNotExist();
    assertThat(postgres.exists()).isFalse();

    try (OtherBuild other = OtherBuild.launch(project.folder(), EmbeddedProject.MAJOR, cache)) {
      awaitSibling(postgres.home().getParent(), "17.new-", "data");
      other.kill();
    }
    assertThat(postgres.exists()).isFalse();
    assertThat(unfinishedIn(cache)).isZero();

    try (EmbeddedServer server = postgres.start()) {
      execute(server, "SELECT 1");
    }
    assertThat(unfinishedIn(postgres.home().getParent())).isZero();
  }

  @Test
  void copiesOfTheClassesInOneJvmShareTheServer() throws Exception {
    try (URLClassLoader realm = anotherRealm();
        EmbeddedServer here = postgres.start()) {
      AutoCloseable there =
          (AutoCloseable)
              realm
                  .loadClass(OtherBuild.class.getName())
                  .getMethod("open", String[].class)
                  .invoke(
                      null,
                      (Object)
                          new String[] {
                            project.folder().toString(),
                            String.valueOf(EmbeddedProject.MAJOR),
                            TestBinaries.folder().resolve("unpacked").toString(),
                            TestBinaries.folder().toString()
                          });
      assertThat(there).hasToString(here.jdbcUrl()).isNotInstanceOf(EmbeddedServer.class);
      here.close();
      assertAnswers(here);
      there.close();
      assertThat(project.isStopped()).isTrue();
    }
  }

  /** A class loader like that of a Maven plugin, which loads the same classes again. */
  private static URLClassLoader anotherRealm() throws IOException {
    String[] entries = System.getProperty("java.class.path").split(File.pathSeparator);
    URL[] urls = new URL[entries.length];
    for (int i = 0; i < entries.length; i++) {
      urls[i] = Path.of(entries[i]).toUri().toURL();
    }
    return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
  }

  private static void awaitSibling(Path folder, String prefix, String child) throws IOException {
    while (true) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> siblings = Files.list(folder)) {
          if (siblings.anyMatch(
              each ->
                  each.getFileName().toString().startsWith(prefix)
                      && Files.isDirectory(each.resolve(child)))) {
            return;
          }
        }
      }
      Thread.onSpinWait();
    }
  }

  private static long unfinishedIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().contains(".new-")).count();
    }
  }
}
