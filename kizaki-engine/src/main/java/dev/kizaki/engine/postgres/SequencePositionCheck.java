package dev.kizaki.engine.postgres;

import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.engine.shape.SequenceOptions;
import dev.kizaki.engine.sql.CheckQuery;
import dev.kizaki.engine.sql.ColumnName;
import dev.kizaki.engine.sql.DataScope;
import dev.kizaki.engine.sql.Finding;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.RowExamples;
import dev.kizaki.engine.sql.TableName;
import java.util.List;
import java.util.Set;

/**
 * The data check before the limits of a sequence change: PostgreSQL refuses limits that exclude its
 * present position, even if no number was taken from there (documentation, ALTER SEQUENCE).
 */
record SequencePositionCheck(SqlScript script) {
  /**
   * The options of a sequence with the type that it has without the option.
   *
   * @param usual that type
   */
  record Limits(SequenceOptions options, Scalar usual) {
    private long min() {
      return options.min(usual);
    }

    private long max() {
      return options.max(usual);
    }
  }

  /**
   * Adds the check if the new limits exclude a number that the old ones allow. If they exclude all
   * of them, the sequence restarts.
   *
   * @param subject what the plan calls the sequence
   * @param columns the columns whose renames rename the sequence
   */
  void add(String subject, TableName sequence, Set<ColumnName> columns, Limits from, Limits to) {
    boolean restarts = from.min() > to.max() || from.max() < to.min();
    boolean wider = to.min() <= from.min() && to.max() >= from.max();
    if (restarts || wider || script.isNew(sequence)) {
      return;
    }
    String outside =
        "FROM %s WHERE last_value NOT BETWEEN %d AND %d"
            .formatted(Quoting.table(sequence), to.min(), to.max());
    String problem =
        "present position of %s is outside its new limits, %d to %d"
            .formatted(subject, to.min(), to.max());
    script.check(
        "position of %s outside its new limits".formatted(subject),
        sequence,
        new DataScope(false, Set.of(sequence), columns),
        new CheckQuery.Dependents(
            "SELECT count(*) " + outside,
            new Finding(
                problem,
                problem,
                new RowExamples("SELECT last_value::text " + outside, List.of(), ", "),
                """
                Before it, write `run sql("select setval('%s', …)")` with a number between them, \
                or choose limits that include the position\
                """
                    .formatted(
                        Quoting.identifierIfNeeded(sequence.table())
                            .replace("'", "''")
                            .replace("\\", "\\\\")
                            .replace("\"", "\\\"")))));
  }
}
