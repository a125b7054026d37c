package dev.kizaki.engine.object;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * Which object of a new text takes the place of which object of the text before it: the one with
 * the same name and arguments; else the only one with the same name; else the only other one of its
 * family.
 */
final class Counterparts {
  /**
   * Two objects of one family.
   *
   * @param before what is dropped
   * @param after what takes its place
   */
  record Pair(MadeObject before, MadeObject after) {}

  /** Kinds that can take the place of each other. */
  private enum Family {
    RELATION,
    ROUTINE,
    TRIGGER,
    TYPE,
    OTHER
  }

  private final List<MadeObject> before;
  private final List<MadeObject> after;
  private final List<Pair> pairs = new ArrayList<>();

  private Counterparts(List<MadeObject> before, List<MadeObject> after) {
    this.before = new ArrayList<>(before);
    this.after = new ArrayList<>(after);
  }

  static List<Pair> of(List<MadeObject> before, List<MadeObject> after) {
    Counterparts counterparts = new Counterparts(before, after);
    counterparts.pair((a, b) -> isNamesake(a, b) && a.signature().equals(b.signature()));
    counterparts.pair(Counterparts::isNamesake);
    counterparts.pair(
        (a, b) -> family(a) == family(b) && (family(a) != Family.OTHER || a.kind() == b.kind()));
    return List.copyOf(counterparts.pairs);
  }

  private static boolean isNamesake(MadeObject a, MadeObject b) {
    return family(a) == family(b)
        && a.name().equals(b.name())
        && a.on().equals(b.on())
        && (family(a) != Family.OTHER || a.address().equals(b.address()));
  }

  /** Pairs those of which each side matches exactly one that has no partner yet. */
  private void pair(BiPredicate<MadeObject, MadeObject> matches) {
    for (MadeObject each : List.copyOf(before)) {
      List<MadeObject> partners = after.stream().filter(it -> matches.test(each, it)).toList();
      boolean isOnly =
          partners.size() == 1
              && before.stream().filter(it -> matches.test(it, partners.get(0))).count() == 1;
      if (isOnly) {
        pairs.add(new Pair(each, partners.get(0)));
        before.remove(each);
        after.remove(partners.get(0));
      }
    }
  }

  private static Family family(MadeObject object) {
    return switch (object.kind()) {
      case VIEW, MATERIALIZED_VIEW -> Family.RELATION;
      case FUNCTION, PROCEDURE, AGGREGATE -> Family.ROUTINE;
      case TRIGGER, CONSTRAINT_TRIGGER -> Family.TRIGGER;
      case DOMAIN, TYPE -> Family.TYPE;
      case EVENT_TRIGGER,
          RULE,
          CAST,
          OPERATOR,
          OPERATOR_CLASS,
          OPERATOR_FAMILY,
          COLLATION,
          TEXT_SEARCH_CONFIGURATION,
          TEXT_SEARCH_DICTIONARY,
          TEXT_SEARCH_PARSER,
          TEXT_SEARCH_TEMPLATE,
          STATISTICS ->
          Family.OTHER;
    };
  }
}
