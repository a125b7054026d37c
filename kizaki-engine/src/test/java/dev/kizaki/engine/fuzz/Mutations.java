package dev.kizaki.engine.fuzz;

import dev.kizaki.engine.testing.HostileTexts;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Makes inputs from valid ones by a few random edits. */
final class Mutations {
  private static final int MOST_EDITS = 6;
  private static final int LONGEST = 20_000;
  private static final Pattern TOKEN = Pattern.compile("\\w+|@\\w+|\\s+|[^\\w\\s]{1,3}");
  private static final List<String> BRACKETS = List.of("(", "[", "{", "<", "\"", "'", "/*", "$$");

  private final List<byte[]> seeds;
  private final List<byte[]> words;

  /**
   * @param seeds at least one; the edits insert their words, too
   */
  Mutations(List<byte[]> seeds) {
    this.seeds = List.copyOf(seeds);
    Set<String> all = new LinkedHashSet<>();
    for (byte[] seed : seeds) {
      TOKEN.matcher(text(seed)).results().map(MatchResult::group).forEach(all::add);
    }
    this.words = all.stream().map(Mutations::bytes).toList();
  }

  /** The next input. */
  byte[] next(Random random) {
    byte[] input = seed(random);
    for (int edits = 1 + random.nextInt(MOST_EDITS); edits > 0; edits--) {
      input = edited(input, random);
    }
    return input.length <= LONGEST ? input : Arrays.copyOf(input, LONGEST);
  }

  private byte[] seed(Random random) {
    return seeds.get(random.nextInt(seeds.size()));
  }

  private byte[] edited(byte[] input, Random random) {
    int at = random.nextInt(input.length + 1);
    int end = Math.min(input.length, at + length(random));
    return switch (random.nextInt(11)) {
      case 0 -> flipped(input, random);
      case 1 -> replaced(input, at, at, word(random));
      case 2 -> replaced(input, at, end, word(random));
      case 3 -> replaced(input, at, end, new byte[0]);
      case 4 -> replaced(input, at, at, bytes(HostileTexts.random(random, 3)));
      case 5 -> replaced(input, at, at, part(input, random));
      case 6 -> replaced(input, at, end, part(seed(random), random));
      case 7 -> replaced(input, at, at, part(seed(random), random));
      case 8 -> replaced(input, at, at, repeated(word(random), 1 << random.nextInt(10)));
      case 9 -> nested(input, at, end, random);
      default -> withoutToken(input, random);
    };
  }

  private static int length(Random random) {
    return 1 + random.nextInt(1 << random.nextInt(9));
  }

  private static byte[] flipped(byte[] input, Random random) {
    byte[] flipped = input.clone();
    if (input.length > 0) {
      flipped[random.nextInt(input.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return flipped;
  }

  private byte[] word(Random random) {
    return words.get(random.nextInt(words.size()));
  }

  private static byte[] part(byte[] input, Random random) {
    int start = random.nextInt(input.length + 1);
    return Arrays.copyOfRange(input, start, Math.min(input.length, start + length(random)));
  }

  private static byte[] repeated(byte[] part, int times) {
    return bytes(text(part).repeat(times));
  }

  /** Puts a part of the input into many brackets. */
  private static byte[] nested(byte[] input, int start, int end, Random random) {
    String bracket = BRACKETS.get(random.nextInt(BRACKETS.size()));
    int depth = 1 << random.nextInt(10);
    String closing =
        switch (bracket) {
          case "(" -> ")";
          case "[" -> "]";
          case "{" -> "}";
          case "<" -> ">";
          case "/*" -> "*/";
          default -> bracket;
        };
    byte[] opened = replaced(input, end, end, bytes(closing.repeat(depth)));
    return replaced(opened, start, start, bytes(bracket.repeat(depth)));
  }

  /** Removes a whole word, or whatever is between two words. */
  private static byte[] withoutToken(byte[] input, Random random) {
    String text = text(input);
    List<MatchResult> tokens = new ArrayList<>(TOKEN.matcher(text).results().toList());
    if (tokens.isEmpty()) {
      return input;
    }
    MatchResult token = tokens.get(random.nextInt(tokens.size()));
    return bytes(text.substring(0, token.start()) + text.substring(token.end()));
  }

  private static byte[] replaced(byte[] input, int start, int end, byte[] part) {
    ByteArrayOutputStream result = new ByteArrayOutputStream();
    result.write(input, 0, start);
    result.writeBytes(part);
    result.write(input, end, input.length - end);
    return result.toByteArray();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
