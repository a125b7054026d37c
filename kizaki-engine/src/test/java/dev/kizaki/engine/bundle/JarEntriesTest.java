package dev.kizaki.engine.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the entries of several jars in one. */
final class JarEntriesTest {
  private static final String MANIFEST = "Manifest-Version: 1.0\n\n";
  private static final String MULTI_RELEASE = "Manifest-Version: 1.0\nMulti-Release: true\n\n";

  @TempDir private Path directory;

  private final JarEntries entries = new JarEntries(Runtime.Version.parse("17"));

  private Path jar(Map<String, String> contents) throws IOException {
    Path jar = Files.createTempFile(directory, "library", ".jar");
    Map<String, String> others = new TreeMap<>(contents);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      // JarFile reads a manifest only where it is expected.
      write(zip, "META-INF/MANIFEST.MF", others.remove("META-INF/MANIFEST.MF"));
      for (Map.Entry<String, String> each : others.entrySet()) {
        write(zip, each.getKey(), each.getValue());
      }
    }
    return jar;
  }

  private static void write(ZipOutputStream zip, String name, String text) throws IOException {
    if (text != null) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(text.getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
  }

  private Map<String, String> all() {
    Map<String, String> texts = new TreeMap<>();
    entries
        .all()
        .forEach((name, content) -> texts.put(name, new String(content, StandardCharsets.UTF_8)));
    return texts;
  }

  @Test
  void whatDescribesTheOldJarIsLeftOut() throws IOException {
    entries.add(
        "a-1",
        jar(
            Map.of(
                "META-INF/MANIFEST.MF", MANIFEST,
                "META-INF/INDEX.LIST", "x",
                "META-INF/SIGNED.SF", "x",
                "META-INF/SIGNED.RSA", "x",
                "META-INF/maven/g/a/pom.xml", "x",
                "META-INF/proguard/a.pro", "kept",
                "OSGI-INF/MANIFEST.MF", "x",
                "module-info.class", "x",
                "a/A.class", "a")));
    assertThat(all()).isEqualTo(Map.of("META-INF/proguard/a.pro", "kept", "a/A.class", "a"));
  }

  @Test
  void licencesStandBelowTheNameOfTheirJar() throws IOException {
    entries.add("a-1", jar(Map.of("META-INF/LICENSE", "a", "NOTICE.txt", "n")));
    entries.add(
        "b-2",
        jar(
            Map.of(
                "META-INF/LICENSE",
                "b",
                "META-INF/Inner-License.txt",
                "i",
                "META-INF/licenses/c/LICENSE",
                "c")));
    assertThat(all())
        .isEqualTo(
            Map.of(
                "META-INF/licenses/a-1/LICENSE", "a",
                "META-INF/licenses/a-1/NOTICE.txt", "n",
                "META-INF/licenses/b-2/LICENSE", "b",
                "META-INF/licenses/b-2/Inner-License.txt", "i",
                "META-INF/licenses/b-2/c/LICENSE", "c"));
  }

  @Test
  void serviceFilesAreJoined() throws IOException {
    entries.add("a-1", jar(Map.of("META-INF/services/java.sql.Driver", "a.Driver")));
    entries.add("b-2", jar(Map.of("META-INF/services/java.sql.Driver", "b.Driver\n")));
    assertThat(all())
        .isEqualTo(Map.of("META-INF/services/java.sql.Driver", "a.Driver\nb.Driver\n"));
  }

  @Test
  void theClassForTheOldestReleaseOfJavaIsTaken() throws IOException {
    Map<String, String> contents =
        Map.of(
            "META-INF/MANIFEST.MF", MULTI_RELEASE,
            "a/A.class", "8",
            "META-INF/versions/11/a/A.class", "11",
            "META-INF/versions/17/a/A.class", "17",
            "META-INF/versions/21/a/A.class", "21",
            "META-INF/versions/9/a/B.class", "9");
    entries.add("a-1", jar(contents));
    assertThat(all()).isEqualTo(Map.of("a/A.class", "17", "a/B.class", "9"));
  }

  @Test
  void theSameFileTwiceIsOneAndAnotherFileIsABug() throws IOException {
    entries.add("a-1", jar(Map.of("a/A.class", "a")));
    entries.add("b-2", jar(Map.of("a/A.class", "a")));
    assertThat(all()).isEqualTo(Map.of("a/A.class", "a"));

    Path other = jar(Map.of("a/A.class", "other"));
    assertThatThrownBy(() -> entries.add("c-3", other))
        .hasMessage("a-1 and c-3 have different files a/A.class");
  }
}
