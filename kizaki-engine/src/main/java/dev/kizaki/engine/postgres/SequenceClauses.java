package dev.kizaki.engine.postgres;

import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.engine.shape.SequenceOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The options of a sequence in SQL, as commands write them and as the catalog is read. */
public final class SequenceClauses {
  /** What the clause of the type starts with. */
  static final String AS = "AS ";

  private static final String INCREMENT = "INCREMENT BY ";
  private static final String MIN = "MINVALUE ";
  private static final String MAX = "MAXVALUE ";
  private static final String START = "START WITH ";
  private static final String CACHE = "CACHE ";
  private static final String CYCLE = "CYCLE";
  private static final Map<String, Scalar> TYPES =
      Map.of("smallint", Scalar.SMALLINT, "integer", Scalar.INT, "bigint", Scalar.BIGINT);

  private SequenceClauses() {}

  /** The type of a sequence in SQL. */
  static String type(Scalar type) {
    return TYPES.entrySet().stream()
        .filter(each -> each.getValue() == type)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  /** The clauses after the type, without those that say what PostgreSQL does anyway. */
  static List<String> of(SequenceOptions options) {
    List<String> clauses = new ArrayList<>();
    if (options.increment() != SequenceOptions.NONE.increment()) {
      clauses.add(INCREMENT + options.increment());
    }
    options.min().ifPresent(min -> clauses.add(MIN + min));
    options.max().ifPresent(max -> clauses.add(MAX + max));
    options.start().ifPresent(start -> clauses.add(START + start));
    if (options.cache() != SequenceOptions.NONE.cache()) {
      clauses.add(CACHE + options.cache());
    }
    if (options.cycle()) {
      clauses.add(CYCLE);
    }
    return List.copyOf(clauses);
  }

  /**
   * The type in SQL and the clauses, in the form of {@link
   * dev.kizaki.engine.catalog.Property#OPTIONS}.
   *
   * @param usual the type of the sequence without the option
   */
  static List<String> described(SequenceOptions options, Scalar usual) {
    List<String> all = new ArrayList<>(List.of(type(options.type(usual))));
    all.addAll(of(options));
    return List.copyOf(all);
  }

  /** The options of what {@link #described} returns. */
  public static SequenceOptions read(List<String> described) {
    return new SequenceOptions(
        Optional.ofNullable(TYPES.get(described.get(0))),
        number(described, INCREMENT).orElse(SequenceOptions.NONE.increment()),
        number(described, MIN),
        number(described, MAX),
        number(described, START),
        number(described, CACHE).orElse(SequenceOptions.NONE.cache()),
        described.contains(CYCLE));
  }

  private static Optional<Long> number(List<String> described, String clause) {
    return described.stream()
        .filter(each -> each.startsWith(clause))
        .map(each -> Long.valueOf(each.substring(clause.length())))
        .findFirst();
  }

  /**
   * The clauses of ALTER SEQUENCE that lead from one set of options to another. Its position stays,
   * unless the new limits allow none of the numbers that the old ones allow: then it begins at its
   * start. A new type also changes limits that are those of the old type (documentation, ALTER
   * SEQUENCE).
   *
   * @param usualBefore the type of the sequence before without the option
   * @param usualAfter the same afterwards
   */
  static List<String> between(
      SequenceOptions before, Scalar usualBefore, SequenceOptions after, Scalar usualAfter) {
    boolean newType = before.type(usualBefore) != after.type(usualAfter);
    List<String> clauses = new ArrayList<>();
    if (newType) {
      clauses.add(AS + type(after.type(usualAfter)));
    }
    if (before.increment() != after.increment()) {
      clauses.add(INCREMENT + after.increment());
    }
    boolean turns = before.isDescending() != after.isDescending();
    if (newType && turns) {
      // PostgreSQL takes NO MINVALUE for the smallest number of the new type if the old limit was
      // that of the old type, and NO MAXVALUE likewise.
      clauses.add(MIN + after.min(usualAfter));
      clauses.add(MAX + after.max(usualAfter));
    } else {
      limit(before.min(), after.min(), newType || turns, turns, MIN).ifPresent(clauses::add);
      limit(before.max(), after.max(), newType || turns, turns, MAX).ifPresent(clauses::add);
    }
    if (before.start(usualBefore) != after.start(usualAfter)) {
      clauses.add(START + after.start(usualAfter));
    }
    if (before.cache() != after.cache()) {
      clauses.add(CACHE + after.cache());
    }
    if (before.cycle() != after.cycle()) {
      clauses.add(after.cycle() ? CYCLE : "NO " + CYCLE);
    }
    if (before.min(usualBefore) > after.max(usualAfter)
        || before.max(usualBefore) < after.min(usualAfter)) {
      clauses.add("RESTART");
    }
    return List.copyOf(clauses);
  }

  /**
   * @param stated whether a limit has to be stated even if it is the same
   * @param turns whether the limit that PostgreSQL takes anyway is another one
   */
  private static Optional<String> limit(
      Optional<Long> before, Optional<Long> after, boolean stated, boolean turns, String clause) {
    if (after.isPresent()) {
      return stated || !before.equals(after) ? Optional.of(clause + after.get()) : Optional.empty();
    }
    return turns || before.isPresent() ? Optional.of("NO " + clause.strip()) : Optional.empty();
  }
}
