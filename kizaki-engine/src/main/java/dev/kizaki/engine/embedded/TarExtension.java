package dev.kizaki.engine.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Values of a tar entry that do not fit into its header, so that entries before it contain them:
 * GNU tar's {@code L} (name) and {@code K} (link), and pax's {@code x} with the records path,
 * linkpath and size.
 */
record TarExtension(Optional<String> name, Optional<String> link, Optional<Long> size) {
  static final TarExtension NONE =
      new TarExtension(Optional.empty(), Optional.empty(), Optional.empty());

  /** These values and those of one more such entry. */
  TarExtension with(char type, byte[] content) throws IOException {
    return switch (type) {
      case 'L' -> new TarExtension(Optional.of(untilZero(content)), link, size);
      case 'K' -> new TarExtension(name, Optional.of(untilZero(content)), size);
      default -> withPaxRecords(content);
    };
  }

  private static String untilZero(byte[] content) {
    String text = new String(content, StandardCharsets.UTF_8);
    int zero = text.indexOf('\0');
    return zero < 0 ? text : text.substring(0, zero);
  }

  /**
   * A record has the form {@code <its length in bytes> <keyword>=<value>\n}; the length includes
   * all of it.
   */
  private TarExtension withPaxRecords(byte[] content) throws IOException {
    TarExtension result = this;
    int at = 0;
    while (at < content.length) {
      int space = at;
      while (space < content.length && content[space] != ' ') {
        space++;
      }
      try {
        int end =
            at + Integer.parseInt(new String(content, at, space - at, StandardCharsets.US_ASCII));
        String entry =
            new String(Arrays.copyOfRange(content, space + 1, end - 1), StandardCharsets.UTF_8);
        int equals = entry.indexOf('=');
        result = result.withRecord(entry.substring(0, equals), entry.substring(equals + 1));
        at = end;
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        throw new IOException("the archive is damaged: a pax header cannot be read", e);
      }
    }
    return result;
  }

  private TarExtension withRecord(String keyword, String value) {
    return switch (keyword) {
      case "path" -> new TarExtension(Optional.of(value), link, size);
      case "linkpath" -> new TarExtension(name, Optional.of(value), size);
      case "size" -> new TarExtension(name, link, Optional.of(Long.parseLong(value)));
      default -> this;
    };
  }
}
