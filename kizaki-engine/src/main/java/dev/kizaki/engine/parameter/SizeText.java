package dev.kizaki.engine.parameter;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a size as people write it: {@code 16 MB}, {@code 1 GB}, or a number of bytes without a
 * unit. A unit is 1,024 times the one before it, as in PostgreSQL's settings.
 */
public final class SizeText {
  private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d{1,12})\\s*(b|kb|mb|gb|tb)?");

  private SizeText() {}

  /**
   * Reads a size.
   *
   * @param parameter the name of the parameter, for the message
   * @return the size in bytes, from 0
   * @throws Refusal when the text is not a size
   */
  public static long parse(String parameter, String text) {
    Matcher matcher = NUMBER_AND_UNIT.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new Refusal(
          RefusalCode.SIZE,
          "The parameter %s is \"%s\", which is not a size; write it as 16 MB, 1 GB, or a number of bytes."
              .formatted(parameter, text));
    }
    String unit = matcher.group(2) == null ? "b" : matcher.group(2);
    int shift = 10 * "bkmgt".indexOf(unit.charAt(0));
    long number = Long.parseLong(matcher.group(1));
    return number > Long.MAX_VALUE >> shift ? Long.MAX_VALUE : number << shift;
  }
}
