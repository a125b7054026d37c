package dev.kizaki.engine.shape;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names in camel case for names of a database. */
public final class CamelCase {
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^A-Za-z0-9]+");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  private CamelCase() {}

  /** The field of a column: {@code ownerId} for {@code owner_id}. */
  public static String field(String column) {
    return of(column, false, "field");
  }

  /**
   * A name in camel case. Letters that are not ASCII lose their marks or are left out.
   *
   * @param capital whether it starts with a capital
   * @param noun what a name starts with that would start with a digit, or be empty
   */
  public static String of(String databaseName, boolean capital, String noun) {
    String ascii =
        MARKS.matcher(Normalizer.normalize(databaseName, Normalizer.Form.NFD)).replaceAll("");
    StringBuilder name = new StringBuilder();
    for (String word : BETWEEN_WORDS.split(ascii)) {
      if (!word.isEmpty()) {
        name.append(withFirst(lowered(word), capital || !name.isEmpty()));
      }
    }
    if (name.isEmpty() || Character.isDigit(name.charAt(0))) {
      name.insert(0, noun);
    }
    return name.toString();
  }

  /** A word in capitals is written in small letters; any other one keeps its capitals. */
  private static String lowered(String word) {
    return word.equals(word.toUpperCase(Locale.ROOT)) ? word.toLowerCase(Locale.ROOT) : word;
  }

  private static String withFirst(String word, boolean capital) {
    String first = word.substring(0, 1);
    return (capital ? first.toUpperCase(Locale.ROOT) : first.toLowerCase(Locale.ROOT))
        + word.substring(1);
  }
}
