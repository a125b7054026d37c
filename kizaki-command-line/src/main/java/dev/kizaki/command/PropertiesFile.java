package dev.kizaki.command;

import dev.kizaki.inspire.source.DidYouMean;
import dev.kizaki.inspire.source.UnsafeCharacters;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Reads files that options name: one with properties, and one with a password. */
final class PropertiesFile {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private PropertiesFile() {}

  /**
   * Reads options from a file in UTF-8, in the format of Java's properties.
   *
   * @param name the file as the user wrote it
   * @throws UsageException when it cannot be read, or a property is unknown, empty or given twice
   */
  static Map<Option, String> read(String name) {
    String text = text(Option.CONFIG, name);
    String shown = UnsafeCharacters.escaped(name);
    Map<Option, String> options = new EnumMap<>(Option.class);
    for (Map.Entry<String, String> each : properties(text, shown)) {
      Option option =
          Option.ofWord(each.getKey())
              .filter(known -> known != Option.CONFIG)
              .orElseThrow(() -> unknown(each.getKey(), shown));
      if (each.getValue().isBlank()) {
        throw new UsageException(
            "%s: %s is empty; give it a value or leave it out.".formatted(shown, option.word()));
      }
      if (options.put(option, each.getValue()) != null) {
        throw new UsageException(
            "%s: %s is there twice; keep one.".formatted(shown, option.word()));
      }
    }
    return options;
  }

  /** The properties in the order of the file, also those that are there twice. */
  private static List<Map.Entry<String, String>> properties(String text, String shown) {
    List<Map.Entry<String, String>> entries = new ArrayList<>();
    Properties reader =
        new Properties() {
          private static final long serialVersionUID = 1L;

          @Override
          public synchronized Object put(Object key, Object value) {
            return entries.add(Map.entry((String) key, (String) value));
          }
        };
    try {
      reader.load(new StringReader(text));
    } catch (IOException | IllegalArgumentException e) {
      throw new UsageException(
          "%s is no properties file: a \\u must be followed by four hexadecimal digits."
              .formatted(shown));
    }
    return entries;
  }

  private static UsageException unknown(String key, String shown) {
    List<String> known =
        Arrays.stream(Option.values())
            .filter(each -> each != Option.CONFIG)
            .map(Option::word)
            .toList();
    return new UsageException(
        "%s: %s is not an option%s"
            .formatted(
                shown,
                UnsafeCharacters.escaped(key),
                DidYouMean.nearest(key, known).map("; did you mean %s?"::formatted).orElse(".")));
  }

  /**
   * Reads a password. One line end behind it does not belong to it, because editors add one.
   *
   * @throws UsageException when the file cannot be read or is empty
   */
  static String password(String name) {
    String password = text(Option.PASSWORD_FILE, name).replaceFirst("\r?\n\\z", "");
    if (password.isEmpty()) {
      throw new UsageException(
          "The file of %s, %s, is empty; write the password into it."
              .formatted(Option.PASSWORD_FILE.word(), UnsafeCharacters.escaped(name)));
    }
    return password;
  }

  private static String text(Option option, String name) {
    try {
      String text = Files.readString(path(option, name));
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw unreadable(option, name, "it is not UTF-8");
    } catch (NoSuchFileException e) {
      throw unreadable(option, name, "it does not exist");
    } catch (IOException e) {
      throw unreadable(option, name, "it is no readable file");
    }
  }

  /**
   * The path that an option names.
   *
   * @throws UsageException when it is none
   */
  static Path path(Option option, String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw unreadable(option, name, "this is no path");
    }
  }

  private static UsageException unreadable(Option option, String name, String reason) {
    return new UsageException(
        "The file of %s, %s, cannot be read: %s."
            .formatted(option.word(), UnsafeCharacters.escaped(name), reason));
  }
}
