package dev.kizaki.engine.history;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a migration and of its directory: {@code 0004_add_status}.
 *
 * @param number its position in the history, from 1; written with four digits or more
 * @param slug lower-case letters, digits and underscores
 */
public record MigrationName(int number, String slug) implements Comparable<MigrationName> {
  private static final Pattern FORM = Pattern.compile("([0-9]{4,9})_([a-z0-9_]+)");
  private static final Pattern SLUG = Pattern.compile("[a-z0-9_]+");

  public MigrationName {
    Objects.requireNonNull(slug, "slug");
    if (number < 1 || !SLUG.matcher(slug).matches()) {
      throw new IllegalArgumentException("not a migration name: " + number + ", " + slug);
    }
  }

  /** Parses a name. Absent if the text is not exactly what {@link #text} gives for a name. */
  public static Optional<MigrationName> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches() || Integer.parseInt(matcher.group(1)) < 1) {
      return Optional.empty();
    }
    MigrationName name = new MigrationName(Integer.parseInt(matcher.group(1)), matcher.group(2));
    return Optional.of(name).filter(found -> found.text().equals(text));
  }

  /**
   * @throws IllegalArgumentException when the text is not the name of a migration
   */
  public static MigrationName of(String text) {
    return parse(text)
        .orElseThrow(() -> new IllegalArgumentException("not a migration name: " + text));
  }

  /** The number with leading zeros, four digits or more. */
  static String digits(int number) {
    String digits = Integer.toString(number);
    return "0".repeat(Math.max(0, 4 - digits.length())) + digits;
  }

  /** Returns the name as text, such as {@code 0004_add_status}. */
  public String text() {
    return digits(number) + "_" + slug;
  }

  @Override
  public int compareTo(MigrationName other) {
    int byNumber = Integer.compare(number, other.number);
    return byNumber != 0 ? byNumber : slug.compareTo(other.slug);
  }

  @Override
  public String toString() {
    return text();
  }
}
