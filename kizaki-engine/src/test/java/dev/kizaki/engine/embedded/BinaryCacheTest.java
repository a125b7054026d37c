package dev.kizaki.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.testing.TestBinaries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

final class BinaryCacheTest {
  private static final PostgresVersion VERSION = TestBinaries.version(17);
  private static final ServerPlatform PLATFORM = new ServerPlatform("linux-amd64");

  @TempDir Path temporary;

  @Test
  void fetchesAndUnpacksOnceForManyWhoAskAtOnce() throws Exception {
    Path archive = archive("bin/initdb", "bin/pg_ctl", "bin/postgres");
    AtomicInteger fetches = new AtomicInteger();
    Path folder = temporary.resolve("home/cache");
    List<Path> answers = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<Path>> questions = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      BinaryCache cache =
          new BinaryCache(
              folder,
              PLATFORM,
              (platform, version) -> {
                assertThat(platform).isEqualTo(PLATFORM);
                assertThat(version).isEqualTo(VERSION);
                fetches.incrementAndGet();
                return archive;
              });
      questions.add(threads.submit(() -> cache.unpacked(VERSION)));
    }
    for (Future<Path> question : questions) {
      answers.add(question.get());
    }
    threads.shutdown();

    assertThat(fetches).hasValue(1);
    assertThat(answers).containsOnly(folder.toRealPath().resolve("17.6.0-linux-amd64"));
    assertThat(answers.get(0).resolve("bin/postgres")).isExecutable();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
  }

  @Test
  void removesWhatAKilledUnpackerLeft() throws IOException {
    Path folder = Files.createDirectories(temporary.resolve("cache"));
    Files.createDirectories(folder.resolve("17.6.0-linux-amd64.new-1/bin"));
    Files.createDirectories(folder.resolve("18.0.0-linux-amd64.new-2/bin"));

    Path archive = archive("bin/initdb", "bin/pg_ctl", "bin/postgres");
    new BinaryCache(folder, PLATFORM, (platform, version) -> archive).unpacked(VERSION);

    assertThat(namesIn(folder))
        .containsExactly(
            "17.6.0-linux-amd64", "17.6.0-linux-amd64.lock", "18.0.0-linux-amd64.new-2");
  }

  @Test
  void refusesAnArchiveWithoutTheProgramsAndKeepsNothingOfIt() throws IOException {
    Path folder = temporary.resolve("cache");
    Path archive = archive("bin/initdb", "bin/pg_ctl");
    BinaryCache cache = new BinaryCache(folder, PLATFORM, (platform, version) -> archive);

    assertThatThrownBy(() -> cache.unpacked(VERSION))
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessage(
            "PostgreSQL 17.6.0 could not be unpacked into "
                + folder
                + ": "
                + archive
                + " does not contain bin/postgres. Check the free space and the permissions there,"
                + " and whether the downloaded archive is complete.");
    assertThat(namesIn(folder)).containsExactly("17.6.0-linux-amd64.lock");
  }

  @Test
  void theFailureOfTheSourceIsTheCallersOwn() {
    EmbeddedServerException failure =
        new EmbeddedServerException(RefusalCode.BINARIES_NOT_UNPACKED, "offline");
    BinaryCache cache =
        new BinaryCache(
            temporary.resolve("cache"),
            PLATFORM,
            (platform, version) -> {
              throw failure;
            });
    assertThatThrownBy(() -> cache.unpacked(VERSION)).isSameAs(failure);
  }

  private Path archive(String... programs) throws IOException {
    TarBytes tar = new TarBytes().directory("./");
    for (String program : programs) {
      tar.file(program, 0755, "#!/bin/sh\n");
    }
    Path archive = temporary.resolve("archive.jar");
    try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(archive))) {
      jar.putNextEntry(new ZipEntry("postgres-linux-x86_64.txz"));
      XZOutputStream packed = new XZOutputStream(jar, new LZMA2Options(0));
      tar.finished().transferTo(packed);
      packed.finish();
      jar.closeEntry();
    }
    return archive;
  }

  private static List<String> namesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
