package dev.kizaki.engine.bundle;

import dev.kizaki.engine.api.BundleJars;
import dev.kizaki.engine.file.AtomicFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes the jar of a bundle. */
public final class BundleFile {
  /** The oldest release of Java that runs a bundle. */
  private static final Runtime.Version RELEASE = Runtime.Version.parse("17");

  private final Path file;
  private final LocalDateTime time;

  /**
   * @param time the time of all entries
   */
  public BundleFile(Path file, Instant time) {
    this.file = file;
    this.time = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
  }

  /**
   * Writes the jar, whole or not at all.
   *
   * @param version the version of kizaki
   * @param history the entries of the history
   * @return its size in bytes
   * @throws IOException when a jar cannot be read, or this one cannot be written
   */
  public long write(List<BundleJars.Jar> jars, Map<String, byte[]> history, String version)
      throws IOException {
    JarEntries entries = new JarEntries(RELEASE);
    for (BundleJars.Jar jar : jars) {
      entries.add(jar.name(), jar.file());
    }
    history.forEach((name, content) -> entries.add(name, content, "the history"));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setLevel(Deflater.BEST_COMPRESSION);
      write(zip, JarFile.MANIFEST_NAME, manifest(version));
      for (Map.Entry<String, byte[]> each : entries.all().entrySet()) {
        write(zip, each.getKey(), each.getValue());
      }
    }
    AtomicFile.writeShared(file, out.toByteArray());
    return out.size();
  }

  private void write(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(time);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  private static byte[] manifest(String version) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, BundleJars.MAIN_CLASS);
    attributes.put(Attributes.Name.IMPLEMENTATION_TITLE, "kizaki");
    attributes.put(Attributes.Name.IMPLEMENTATION_VERSION, version);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    manifest.write(out);
    return out.toByteArray();
  }
}
