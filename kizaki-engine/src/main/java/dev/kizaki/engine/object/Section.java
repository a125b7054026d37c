package dev.kizaki.engine.object;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text of SQL without the lines that have nothing to do with the kinds of objects that are made
 * anew, so that people read no more of it than is needed.
 *
 * @param template a line such as <code>--RIGHTS</code> begins lines for this {@link Part} only
 */
record Section(String template) {
  private static final Pattern MARK = Pattern.compile("--([A-Z_]+)");

  /** What the objects can have, or which kinds are among them. */
  private enum Part {
    ALL,
    RELATION,
    VIEW,
    MATERIALIZED,
    /** Views of both kinds. */
    BOTH_VIEWS,
    ROUTINE,
    TYPE,
    TRIGGER,
    RULE,
    /** Triggers or rules. */
    STATE,
    /** Triggers and rules. */
    BOTH_STATES,
    COLUMNS,
    NO_COLUMNS,
    RIGHTS,
    OWNED,
    /** Anything of which there can be several. */
    ENTRIES
  }

  /** The text for these objects. */
  String of(List<Counterparts.Pair> pairs) {
    Set<Part> parts = EnumSet.of(Part.ALL);
    pairs.forEach(pair -> add(pair.before(), parts));
    addFollowing(parts);
    StringBuilder text = new StringBuilder();
    boolean isWanted = true;
    for (String line : template.split("\n", -1)) {
      Matcher mark = MARK.matcher(line);
      if (mark.matches()) {
        isWanted = parts.contains(Part.valueOf(mark.group(1)));
      } else if (isWanted) {
        text.append(text.isEmpty() ? "" : "\n").append(line);
      }
    }
    return text.toString();
  }

  private static void add(MadeObject object, Set<Part> parts) {
    switch (object.kind()) {
      case VIEW -> parts.addAll(EnumSet.of(Part.RELATION, Part.VIEW));
      case MATERIALIZED_VIEW -> parts.addAll(EnumSet.of(Part.RELATION, Part.MATERIALIZED));
      case FUNCTION, PROCEDURE, AGGREGATE -> parts.add(Part.ROUTINE);
      case DOMAIN -> parts.add(Part.TYPE);
      case TYPE -> parts.addAll(EnumSet.of(Part.TYPE, Part.COLUMNS));
      case TRIGGER, CONSTRAINT_TRIGGER -> parts.add(Part.TRIGGER);
      case RULE -> parts.add(Part.RULE);
      case EVENT_TRIGGER,
          CAST,
          OPERATOR,
          OPERATOR_CLASS,
          OPERATOR_FAMILY,
          COLLATION,
          TEXT_SEARCH_CONFIGURATION,
          TEXT_SEARCH_DICTIONARY,
          TEXT_SEARCH_PARSER,
          TEXT_SEARCH_TEMPLATE,
          STATISTICS -> {}
    }
    if (!CatalogRow.ownerColumn(CatalogRow.of(object).catalog()).isEmpty()) {
      parts.add(Part.OWNED);
    }
  }

  private static void addFollowing(Set<Part> parts) {
    if (parts.contains(Part.RELATION)) {
      parts.add(Part.COLUMNS);
    }
    if (parts.contains(Part.VIEW) && parts.contains(Part.MATERIALIZED)) {
      parts.add(Part.BOTH_VIEWS);
    }
    if (parts.contains(Part.TRIGGER) && parts.contains(Part.RULE)) {
      parts.add(Part.BOTH_STATES);
    }
    if (parts.contains(Part.TRIGGER) || parts.contains(Part.RULE)) {
      parts.add(Part.STATE);
    }
    if (parts.contains(Part.RELATION)
        || parts.contains(Part.ROUTINE)
        || parts.contains(Part.TYPE)) {
      parts.add(Part.RIGHTS);
    }
    parts.add(parts.contains(Part.COLUMNS) ? Part.COLUMNS : Part.NO_COLUMNS);
    if (parts.contains(Part.COLUMNS) || parts.contains(Part.STATE) || parts.contains(Part.RIGHTS)) {
      parts.add(Part.ENTRIES);
    }
  }
}
