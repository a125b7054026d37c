package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.Quoting.string;

import dev.kizaki.engine.sql.RowExamples;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Finds the rows on which an expression fails. A failing expression ends its query, so each row is
 * tried in a block of its own (PostgreSQL documentation, section 43.6.8). The {@code DO} block
 * writes nothing, so it also runs in a read-only transaction. It stores its result in a setting
 * that ends with the transaction. The expression of the plan is resolved in the user's schema;
 * therefore every other name is qualified, or the types of its arguments match exactly.
 */
final class RefusedRows {
  private static final String FOUND = "pg_catalog.current_setting('kizaki.refused')::json";

  /** Returns the number of these rows. */
  static final String COUNT = "SELECT (" + FOUND + " ->> 'count')::bigint";

  private static final String SEARCH =
"""
#variable_conflict use_column
DECLARE
  __kizaki_row record;
  __kizaki_count bigint := 0;
  __kizaki_rows json[] := '{}';
BEGIN
  FOR __kizaki_row IN SELECT tableoid AS part, ctid AS place FROM %1$s%4$s LOOP
    BEGIN
      PERFORM (%2$s) FROM %6$s
        WHERE tableoid = __kizaki_row.part AND ctid = __kizaki_row.place;
    EXCEPTION WHEN data_exception OR integrity_constraint_violation OR plpgsql_error THEN
      __kizaki_count := __kizaki_count + 1;
      IF __kizaki_count <= %5$s THEN
        __kizaki_rows := pg_catalog.array_append(__kizaki_rows,
          (SELECT pg_catalog.json_build_array(%3$s)
          FROM %1$s WHERE t.tableoid = __kizaki_row.part AND t.ctid = __kizaki_row.place));
      END IF;
    END;
  END LOOP;
  PERFORM pg_catalog.set_config('kizaki.refused',
    pg_catalog.json_build_object('count', __kizaki_count, 'rows', __kizaki_rows)::text, true);
END\
""";

  private RefusedRows() {}

  /** The command that finds the rows and stores the result. */
  static String search(RowQuery rows, String table, String expression, String value) {
    String order = rows.keyOrder().isEmpty() ? "" : " ORDER BY " + rows.keyOrder();
    String body =
        SEARCH.formatted(
            rows.from(), expression, rows.texts(List.of(value)), order, RowExamples.MOST, table);
    return "DO " + string(body);
  }

  /** Some of the rows, with their keys and the value on which the expression fails. */
  static RowExamples examples(RowQuery rows) {
    int columns = rows.keys().size() + 1;
    return new RowExamples(
        "SELECT "
            + IntStream.range(0, columns)
                .mapToObj(each -> "r.value ->> " + each)
                .collect(Collectors.joining(", "))
            + " FROM pg_catalog.json_array_elements("
            + FOUND
            + " -> 'rows') WITH ORDINALITY AS r (value, number) ORDER BY r.number",
        rows.keys(),
        ", ");
  }
}
