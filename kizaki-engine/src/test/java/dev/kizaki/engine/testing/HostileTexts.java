package dev.kizaki.engine.testing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/**
 * Texts that are chosen to be misinterpreted by SQL, a driver, a format string or a terminal, or
 * damaged when they are shortened.
 */
public final class HostileTexts {
  /** Pieces with a special meaning somewhere: delimiters, escapes, invisible characters. */
  private static final List<String> ALPHABET =
      List.of(
          "'",
          "''",
          "\"",
          "\"\"",
          ";",
          "--",
          "/*",
          "*/",
          "$$",
          "$x$",
          "\\",
          "\\'",
          "E'",
          "U&'",
          "?",
          "??",
          "{",
          "}",
          "{fn now()}",
          "%",
          "%s",
          "%1$s",
          ":",
          ":a",
          "::int",
          "@",
          "#",
          "(",
          ")",
          "[",
          "]",
          ",",
          ".",
          " ",
          "\t",
          "\n",
          "\r",
          "\r\n",
          "\u0001",
          "\u0007",
          "\u001b[31m",
          "\u007f",
          "\u0085",
          "\u00a0",
          "\u00e9",
          "e\u0301",
          "\u0130",
          "\u200b",
          "\u200d",
          "\u2028",
          "\u202e",
          "\u2066",
          "\ufeff",
          "\uff07",
          "\ud83d\ude00",
          "null",
          "select",
          "a",
          "Z",
          "0",
          "-1",
          "__",
          "`",
          "~",
          "^",
          "&",
          "|",
          "<",
          ">",
          "=",
          "!",
          "+",
          "${x}",
          "#{x}");

  /** One text of each kind; PostgreSQL can store all of them. */
  public static final List<String> ALL =
      List.of(
          "'); drop table canary.kept; --",
          "\"); drop table canary.kept; --",
          "a\"b",
          "it's",
          "''",
          "/* open",
          "*/ close",
          "-- rest",
          "$$",
          "$body$",
          "back\\slash",
          "\\'",
          "two\nlines",
          "dos\r\nlines",
          "bell\u0007\u001b[31m",
          "\u202Eright to left",
          "zero\u200Bwidth",
          "line\u2028end",
          "\ufeffmark",
          "\u00dcn\u00efc\u00f6d\u00e9 \u8868 \ud83d\ude00",
          "{a,b}",
          "{fn now()}",
          "{d '2020-01-01'}",
          "%s %1$s %n",
          "? ?? ?|",
          ":name ::int",
          "${user.home} #{x}",
          "select",
          "NULL",
          "[RESOLVE]",
          "\"\"\"",
          " ",
          "x".repeat(63),
          "\u00e9".repeat(31) + "a");

  /** Texts that PostgreSQL cannot store. */
  public static final List<String> UNSTORABLE = List.of("a\u0000b", "\u0000", "\ud800", "a\udc00b");

  private HostileTexts() {}

  /** Up to {@code most} random pieces, concatenated. */
  public static String random(Random random, int most) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      text.append(ALPHABET.get(random.nextInt(ALPHABET.size())));
    }
    return text.toString();
  }

  /** A random name, cut to the 63 bytes of a PostgreSQL name; never empty. */
  public static String randomName(Random random) {
    StringBuilder name = new StringBuilder();
    random(random, 30)
        .codePoints()
        .forEach(
            each -> {
              int length = name.length();
              name.appendCodePoint(each);
              if (bytes(name.toString()) > 63) {
                name.setLength(length);
              }
            });
    return name.length() == 0 ? "'" : name.toString();
  }

  /** The length in bytes in UTF-8, as PostgreSQL counts it. */
  public static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
