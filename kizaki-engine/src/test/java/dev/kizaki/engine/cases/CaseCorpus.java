package dev.kizaki.engine.cases;

import dev.kizaki.inspire.testing.ExpectedTexts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All cases, read from this module's test resources or from its test jar. */
public final class CaseCorpus {
  private static final String FOLDER = "/cases";
  private static final String ENDING = ".case";
  private static final Path SOURCES = Path.of("src/test/resources/cases");
  private static final boolean REWRITE = ExpectedTexts.areRewritten();

  /** Runs only cases whose name matches, such as {@code -Dkizaki.test.case=enum-.*}. */
  private static final String ONLY = System.getProperty("kizaki.test.case", ".*");

  /** Read once, because a run with mutated code starts each case by itself. */
  private static final List<CaseFile> ALL = read();

  private CaseCorpus() {}

  /** The cases, sorted by name. */
  public static List<CaseFile> all() {
    return ALL;
  }

  private static List<CaseFile> read() {
    try {
      URI folder = CaseCorpus.class.getResource(FOLDER).toURI();
      if (!folder.getScheme().equals("jar")) {
        return read(Path.of(folder));
      }
      try (FileSystem jar = FileSystems.newFileSystem(folder, Map.of())) {
        return read(jar.getPath(FOLDER));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<CaseFile> read(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .sorted()
          .map(CaseCorpus::readFile)
          .filter(file -> file.name().matches(ONLY))
          .toList();
    }
  }

  private static CaseFile readFile(Path file) {
    String name = file.getFileName().toString();
    if (!name.endsWith(ENDING)) {
      throw new IllegalArgumentException("no case: " + file);
    }
    try {
      return CaseFile.parse(
          name.substring(0, name.length() - ENDING.length()), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the expectations are rewritten: {@code -Dkizaki.test.rewrite=true}. */
  static boolean rewrites() {
    return REWRITE;
  }

  /** Writes a case back to its source. */
  static void write(CaseFile file) {
    try {
      Files.writeString(SOURCES.resolve(file.name() + ENDING), file.text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
