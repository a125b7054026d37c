package dev.kizaki.engine.bundle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

/**
 * The entries of several jars as those of one, by name.
 *
 * <ul>
 *   <li>Of a class with forms for several releases of Java, the one for the oldest release that a
 *       bundle runs on is taken.
 *   <li>Service files with one name are joined.
 *   <li>Licences and notices are kept, below the name of their jar.
 *   <li>Signatures, indexes, module descriptors and the files of build tools are left out, because
 *       they describe a jar that no longer exists.
 * </ul>
 */
final class JarEntries {
  private static final String SERVICES = "META-INF/services/";
  private static final String LICENCES = "META-INF/licenses/";
  private static final Pattern LICENCE =
      Pattern.compile(
          "(META-INF/)?[^/]*(LICEN[CS]E|NOTICE|COPYRIGHT|COPYING|DEPENDENCIES)[^/]*",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern LEFT_OUT =
      Pattern.compile(
          "META-INF/(MANIFEST\\.MF|INDEX\\.LIST|[^/]+\\.(SF|RSA|DSA|EC)|(maven|versions|sbom)/.*)"
              + "|OSGI-INF/.*|(.*/)?module-info\\.class|about\\.html");

  private final Runtime.Version release;
  private final Map<String, byte[]> contents = new TreeMap<>();
  private final Map<String, String> origins = new TreeMap<>();

  /**
   * @param release the oldest release of Java that runs the result
   */
  JarEntries(Runtime.Version release) {
    this.release = release;
  }

  /** The entries in the order of their names. */
  Map<String, byte[]> all() {
    return contents;
  }

  /**
   * Adds the entries of a jar.
   *
   * @param name the jar as messages and the directory of its licences name it
   * @throws IOException when it cannot be read
   * @throws IllegalStateException when an entry has the name of another one and another content
   */
  void add(String name, Path file) throws IOException {
    try (JarFile jar = new JarFile(file.toFile(), false, ZipFile.OPEN_READ, release)) {
      List<JarEntry> entries = jar.versionedStream().filter(entry -> !entry.isDirectory()).toList();
      for (JarEntry entry : entries) {
        if (!LEFT_OUT.matcher(entry.getName()).matches()) {
          try (InputStream in = jar.getInputStream(entry)) {
            add(placed(name, entry.getName()), in.readAllBytes(), name);
          }
        }
      }
    }
  }

  private static String placed(String jar, String entry) {
    if (LICENCE.matcher(entry).matches()) {
      return LICENCES + jar + "/" + entry.substring(entry.lastIndexOf('/') + 1);
    }
    return entry.startsWith(LICENCES)
        ? LICENCES + jar + "/" + entry.substring(LICENCES.length())
        : entry;
  }

  /** Adds an entry. */
  void add(String name, byte[] content, String origin) {
    byte[] other = contents.get(name);
    if (other == null || Arrays.equals(other, content)) {
      contents.put(name, content);
      origins.putIfAbsent(name, origin);
    } else if (name.startsWith(SERVICES)) {
      contents.put(name, joined(other, content));
    } else {
      throw new IllegalStateException(
          "%s and %s have different files %s".formatted(origins.get(name), origin, name));
    }
  }

  private static byte[] joined(byte[] first, byte[] second) {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(first);
    both.writeBytes("\n".getBytes(StandardCharsets.US_ASCII));
    both.writeBytes(second);
    return both.toByteArray();
  }
}
