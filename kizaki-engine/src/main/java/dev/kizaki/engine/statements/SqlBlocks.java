package dev.kizaki.engine.statements;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sends many commands at once, in blocks whose texts never change.
 *
 * @param connection in a transaction
 */
record SqlBlocks(Connection connection) {
  /**
   * Carries out the commands of a setting. The text is always the same, and so one entry of {@code
   * pg_stat_statements}: the commands would drive out those of the application.
   */
  private static final String RUN =
      """
      DO $body$
      DECLARE
        command text;
      BEGIN
        FOR command IN SELECT value FROM pg_catalog.json_array_elements_text(
            pg_catalog.current_setting('kizaki.input')::pg_catalog.json) LOOP
          EXECUTE command;
        END LOOP;
      END $body$\
      """;

  /**
   * Prepares the statements of a setting, of which each is followed by the number of its
   * parameters. PREPARE does not look for the unique of an ON CONFLICT, but EXPLAIN does.
   */
  private static final String PREPARE =
      """
      DO $body$
      DECLARE
        input CONSTANT text[] := ARRAY(SELECT e.value FROM pg_catalog.json_array_elements_text(
          pg_catalog.current_setting('kizaki.input')::pg_catalog.json) WITH ORDINALITY AS e
          (value, number) ORDER BY e.number);
        count int;
        states text[] := '{}';
        messages text[] := '{}';
        state text;
        message text;
      BEGIN
        FOR i IN 1 .. pg_catalog.cardinality(input) / 2 LOOP
          count := input[2 * i];
          state := '';
          message := '';
          BEGIN
            EXECUTE 'PREPARE "statement~kz" AS ' || input[2 * i - 1];
            EXECUTE 'EXPLAIN EXECUTE "statement~kz"' || CASE WHEN count = 0 THEN '' ELSE '('
              || pg_catalog.array_to_string(
                pg_catalog.array_fill('NULL'::text, ARRAY[count]), ', ') || ')' END;
            RAISE EXCEPTION SQLSTATE 'KZ000'; -- so that its locks are released
          EXCEPTION WHEN OTHERS THEN
            IF SQLSTATE <> 'KZ000' THEN
              state := SQLSTATE;
              message := SQLERRM;
            END IF;
          END;
          IF EXISTS (SELECT FROM pg_catalog.pg_prepared_statements WHERE name = 'statement~kz') THEN
            EXECUTE 'DEALLOCATE "statement~kz"';
          END IF;
          states := states || state;
          messages := messages || message;
        END LOOP;
        PERFORM pg_catalog.set_config('kizaki.states', pg_catalog.array_to_json(states)::text, true),
          pg_catalog.set_config('kizaki.messages', pg_catalog.array_to_json(messages)::text, true);
      END $body$\
      """;

  private static final String INPUT =
      "SELECT pg_catalog.set_config('kizaki.input', pg_catalog.array_to_json(?::text[])::text, true)";

  private static final String RESULTS =
      """
      SELECT s.value, m.value
      FROM pg_catalog.json_array_elements_text(
          pg_catalog.current_setting('kizaki.states')::pg_catalog.json)
            WITH ORDINALITY AS s (value, number)
        JOIN pg_catalog.json_array_elements_text(
          pg_catalog.current_setting('kizaki.messages')::pg_catalog.json)
            WITH ORDINALITY AS m (value, number) USING (number)
      ORDER BY number\
      """;

  /** Carries out commands in order. */
  void run(List<String> commands) throws SQLException {
    if (!commands.isEmpty()) {
      execute(RUN, commands);
    }
  }

  /**
   * Prepares statements, of which nothing is left.
   *
   * @return for each, in the same order, what PostgreSQL says; empty if it accepts it
   */
  List<Optional<Problem>> prepare(List<PreparableStatement> statements) throws SQLException {
    List<Optional<Problem>> problems = new ArrayList<>();
    if (statements.isEmpty()) {
      return problems;
    }
    List<String> input = new ArrayList<>();
    for (PreparableStatement each : statements) {
      input.add(each.text());
      input.add(String.valueOf(each.parameters()));
    }
    execute(PREPARE, input);
    try (Statement query = connection.createStatement();
        ResultSet rows = query.executeQuery(RESULTS)) {
      while (rows.next()) {
        problems.add(
            rows.getString(1).isEmpty()
                ? Optional.empty()
                : Optional.of(new Problem(rows.getString(1), rows.getString(2))));
      }
    }
    return problems;
  }

  private void execute(String block, List<String> input) throws SQLException {
    try (PreparedStatement set = connection.prepareStatement(INPUT);
        Statement statement = connection.createStatement()) {
      set.setArray(1, connection.createArrayOf("text", input.toArray()));
      set.execute();
      statement.setEscapeProcessing(false);
      statement.execute(block);
    }
  }
}
