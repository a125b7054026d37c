package dev.kizaki.engine.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * A committed history on the class path, as the goal {@code bundle} packs it: an index, and the
 * files of the migrations. The goal has proven the history and found no open question in it.
 *
 * <p>The index is read at once, the files only when something has to be applied or compared.
 */
public final class PackedHistory {
  /** The directory of the class path that contains the index and the files. */
  public static final String LOCATION = "META-INF/kizaki";

  /** The name of the index in this directory. */
  public static final String INDEX = "history";

  /** The first line of the index; another one means another form. */
  public static final String FORMAT = "kizaki history 1";

  /** The directory of the files beside the index. */
  public static final String FILES = "migrations";

  private static final String REMEDY = "Build it again with `mvn kizaki:bundle`.";

  /**
   * A migration of the index.
   *
   * @param name the name of its directory, such as {@code 0004_add_status}
   * @param digest its digest, 64 hexadecimal digits
   */
  public record Entry(String name, String digest) {
    public Entry {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(digest, "digest");
    }
  }

  private final String directory;
  private final List<Entry> entries;
  private final Function<String, Optional<byte[]>> files;

  private PackedHistory(
      String directory, List<Entry> entries, Function<String, Optional<byte[]>> files) {
    this.directory = directory;
    this.entries = entries;
    this.files = files;
  }

  /**
   * Reads the index of the history that a class loader finds.
   *
   * @param loader the class loader of the application, such as that of one of its classes
   * @throws EnvironmentFailure when it finds none or several, or the index is damaged
   */
  public static PackedHistory onClassPath(ClassLoader loader) {
    String index = LOCATION + "/" + INDEX;
    List<URL> found = found(loader, index);
    if (found.isEmpty()) {
      throw failure(
          "The class path contains no history of kizaki (%s). %s".formatted(index, REMEDY));
    }
    if (found.size() > 1) {
      throw failure(
          "The class path contains several histories of kizaki: %s. Leave one of them out."
              .formatted(found));
    }
    return of(
        new String(read(found.get(0), index), StandardCharsets.UTF_8),
        path -> {
          String resource = LOCATION + "/" + FILES + "/" + path;
          return Optional.ofNullable(loader.getResource(resource)).map(url -> read(url, resource));
        });
  }

  /**
   * A history from an index and files that are elsewhere.
   *
   * @param files reads a file by its path below the migrations directory, with slashes
   * @throws EnvironmentFailure when the index is damaged
   */
  public static PackedHistory of(String index, Function<String, Optional<byte[]>> files) {
    List<String> lines = new BufferedReader(new StringReader(index)).lines().toList();
    if (lines.size() < 3 || !lines.get(0).equals(FORMAT)) {
      throw failure(
          "The index of the packed history is damaged, or another release of kizaki wrote it. "
              + REMEDY);
    }
    List<Entry> entries = new ArrayList<>();
    for (String line : lines.subList(2, lines.size())) {
      String[] parts = line.split(" ", -1);
      if (parts.length != 2) {
        throw failure("The index of the packed history is damaged. " + REMEDY);
      }
      entries.add(new Entry(parts[0], parts[1]));
    }
    return new PackedHistory(lines.get(1), List.copyOf(entries), files);
  }

  /** The text of an index. */
  public static String index(String directory, List<Entry> entries) {
    StringBuilder text = new StringBuilder();
    text.append(FORMAT).append('\n').append(directory).append('\n');
    entries.forEach(each -> text.append(each.name() + " " + each.digest() + "\n"));
    return text.toString();
  }

  /** The migrations directory of the project, as messages print it. */
  public String directory() {
    return directory;
  }

  /** The migrations in order; at least one. */
  public List<Entry> entries() {
    return entries;
  }

  /**
   * The content of a file; absent if it is not packed.
   *
   * @param path its path below the migrations directory, with slashes
   */
  public Optional<byte[]> file(String path) {
    return files.apply(path);
  }

  /**
   * The failure for a history that was changed after it was packed.
   *
   * @param difference what is wrong, as a clause
   */
  public static EnvironmentFailure damaged(String difference) {
    return failure("The packed history is damaged: %s. %s".formatted(difference, REMEDY));
  }

  private static List<URL> found(ClassLoader loader, String index) {
    try {
      return Collections.list(loader.getResources(index)).stream().distinct().toList();
    } catch (IOException e) {
      throw failure("The class path cannot be read: %s.".formatted(e.getMessage()));
    }
  }

  /** Without the cache of the JDK, which keeps a jar open that was replaced meanwhile. */
  private static byte[] read(URL url, String resource) {
    try {
      URLConnection connection = url.openConnection();
      connection.setUseCaches(false);
      try (InputStream in = connection.getInputStream()) {
        return in.readAllBytes();
      }
    } catch (IOException e) {
      throw failure("%s cannot be read: %s.".formatted(resource, e.getMessage()));
    }
  }

  private static EnvironmentFailure failure(String message) {
    return new EnvironmentFailure(RefusalCode.PACKED_HISTORY, message);
  }
}
