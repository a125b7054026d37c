package dev.kizaki.engine.rebase;

import dev.kizaki.engine.shape.DatabaseNames;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds in SQL texts the database names of what the other branch renamed or dropped. A text is not
 * understood, so a word is a mention wherever it stands.
 */
final class Mentions {
  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_$]*");

  private final OtherSide other;
  private final Side ours;
  private final Side merged;
  private final DatabaseNames names;

  /**
   * @param ours this branch before the statement with the text
   */
  Mentions(OtherSide other, Side ours, Side merged, DatabaseNames names) {
    this.other = other;
    this.ours = ours;
    this.merged = merged;
    this.names = names;
  }

  /** A clause such as {@code 0008_a dropped Task.points, which the SQL mentions as points}. */
  Optional<String> in(String sql) {
    Set<String> words = words(sql);
    return ours.things().stream()
        .filter(thing -> other.renamed(thing) || other.dropped(thing))
        .filter(thing -> words.contains(word(ours, thing)))
        .filter(thing -> !merged.has(thing) || !word(merged, thing).equals(word(ours, thing)))
        .min(java.util.Comparator.comparing(ours::path))
        .map(thing -> clause(thing, word(ours, thing)));
  }

  private String clause(Thing thing, String word) {
    String did =
        other.dropped(thing)
            ? other.who(side -> side.has(thing)) + " dropped " + other.base().path(thing)
            : other.who(side -> side.has(thing) ? side.name(thing) : "")
                + " renamed "
                + other.base().path(thing)
                + " to "
                + other.after().path(thing);
    return did + ", which the SQL mentions as " + word;
  }

  private static Set<String> words(String sql) {
    Set<String> words = new HashSet<>();
    Matcher matcher = WORD.matcher(sql);
    while (matcher.find()) {
      words.add(matcher.group());
      words.add(matcher.group().toLowerCase(Locale.ROOT));
    }
    return words;
  }

  private String word(Side side, Thing thing) {
    Address address = side.address(thing);
    return switch (address.kind()) {
      case ENTITY -> names.table(address.name());
      case ENUM -> names.enumType(address.name());
      case FIELD -> names.column(address.name());
      case VALUE -> address.name();
    };
  }
}
