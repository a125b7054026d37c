package dev.kizaki.engine.online;

import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.SqlStep;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The steps of a migration that must run in one transaction with others ({@code together}). */
final class Spans {
  private final BitSet inside = new BitSet();

  private Spans() {}

  static Spans of(SqlMigration migration) {
    Spans spans = new Spans();
    Map<String, Integer> first = new HashMap<>();
    List<SqlStep> steps = migration.steps();
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i) instanceof SqlCommand command && command.together().isPresent()) {
        Integer begin = first.putIfAbsent(command.together().get(), i);
        spans.inside.set(begin == null ? i : begin, i + 1);
      }
    }
    return spans;
  }

  /** Whether the step must run in the transaction of the step before it or after it. */
  boolean contains(int step) {
    return inside.get(step);
  }
}
