package dev.kizaki.engine.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.api.BundleJars;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that is written. */
final class BundleFileTest {
  private static final Instant TIME = Instant.parse("2026-11-01T10:20:30Z");

  @TempDir private Path directory;

  private static Map<String, byte[]> history(boolean reversed) {
    Map<String, byte[]> entries = reversed ? new LinkedHashMap<>() : new HashMap<>();
    for (int i = 0; i < 50; i++) {
      int number = reversed ? 49 - i : i;
      entries.put(
          "META-INF/kizaki/%d".formatted(number),
          "x".repeat(number).getBytes(StandardCharsets.UTF_8));
    }
    return entries;
  }

  private List<BundleJars.Jar> jars(String... names) throws IOException {
    Path jar = directory.resolve("library.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(name.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return List.of(new BundleJars.Jar("library-1", jar));
  }

  @Test
  void theBytesDependOnTheInputAlone() throws IOException {
    TimeZone zone = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
      Path first = directory.resolve("first.jar");
      new BundleFile(first, TIME).write(jars("a", "b"), history(false), "1");

      TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
      Path second = directory.resolve("second.jar");
      new BundleFile(second, TIME).write(jars("b", "a"), history(true), "1");

      assertThat(first).hasSameBinaryContentAs(second);
      assertThat(Files.size(first))
          .isEqualTo(new BundleFile(second, TIME).write(jars("b", "a"), history(true), "1"));
    } finally {
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void entriesAreInTheOrderOfTheirNamesBehindTheManifest() throws IOException {
    Path file = directory.resolve("some/new/folder/bundle.jar");
    new BundleFile(file, TIME).write(jars("b", "a"), history(false), "1.2");
    try (JarFile jar = new JarFile(file.toFile())) {
      List<String> names = jar.stream().map(ZipEntry::getName).toList();
      assertThat(names).startsWith("META-INF/MANIFEST.MF").endsWith("a", "b");
      assertThat(names.subList(1, names.size())).isSorted();
      assertThat(jar.stream().map(ZipEntry::getTimeLocal))
          .containsOnly(LocalDateTime.parse("2026-11-01T10:20:30"));
      assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
          .isEqualTo("dev.kizaki.command.Main");
      assertThat(jar.getManifest().getMainAttributes().getValue("Implementation-Version"))
          .isEqualTo("1.2");
    }
  }

  /** The user of a container is seldom the one who built the jar. */
  @Test
  void othersMayReadIt() throws IOException {
    Path file = directory.resolve("bundle.jar");
    new BundleFile(file, TIME).write(jars("a"), history(false), "1");
    Path plain = Files.writeString(directory.resolve("plain"), "");
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      assertThat(Files.getPosixFilePermissions(file))
          .isEqualTo(Files.getPosixFilePermissions(plain))
          .contains(PosixFilePermission.OWNER_READ);
    }
    assertThat(directory.toFile().list()).doesNotContainAnyElementsOf(List.of(".bundle.jar"));
  }
}
