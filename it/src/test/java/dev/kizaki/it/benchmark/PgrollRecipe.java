package dev.kizaki.it.benchmark;

import dev.kizaki.engine.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * How pgroll makes a change, after its source code: a new column, triggers that keep both columns
 * equal, batches of 1,000 rows in the order of the key without a rest, and last the drop of the old
 * column. The views of its versions are left out, which cost nothing. The last commands, which
 * pgroll runs one by one, run in one transaction, because users of the table itself would meet
 * errors between them. Locks are waited for half a second at a time.
 *
 * @param table the table
 * @param start what comes before the rows are written
 * @param backfills whether rows are written
 * @param complete what comes after that
 */
record PgrollRecipe(String table, List<String> start, boolean backfills, List<String> complete) {
  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final int BATCH = 1000;

  private static final String FUNCTION =
      """
      create function pgroll_%1$s() returns trigger language plpgsql as $$
      declare
        path text;
      begin
        select current_setting into path from current_setting('search_path');
        if path %2$s 'public_02' then
          new.%1$s := (select %3$s from (select new.*) as of_row);
          new.pgroll_unfilled := false;
        end if;
        return new;
      end $$\
      """;

  private static final String TRIGGER =
      """
      create trigger pgroll_%1$s before insert or update on %2$s
      for each row execute function pgroll_%1$s()\
      """;

  private static final String FILL =
      """
      with batch as (
        select id from %1$s where pgroll_unfilled and id > ? order by id limit %2$d
        for no key update
      ), written as (
        update %1$s set id = %1$s.id from batch where %1$s.id = batch.id returning %1$s.id
      )
      select max(id) from written\
      """;

  /** A single command. */
  static PgrollRecipe of(String command) {
    return new PgrollRecipe("task", List.of(command), false, List.of());
  }

  /** A column that takes the place of another one. */
  static PgrollRecipe duplicating(String table, String column, String type, String value) {
    PgrollRecipe adding = adding(table, column, type, value);
    List<String> start = new ArrayList<>(adding.start);
    start.add(FUNCTION.formatted(column, "=", newName(column)));
    start.add(TRIGGER.formatted(column, table));
    String complete =
        "alter table %s drop column %s; %s; drop function pgroll_%s cascade"
            .formatted(table, column, adding.complete.get(0), column);
    return new PgrollRecipe(table, start, true, List.of(complete));
  }

  /** A new column with a value for each row. */
  static PgrollRecipe adding(String table, String column, String type, String value) {
    String added = newName(column);
    return new PgrollRecipe(
        table,
        List.of(
            "alter table %s add column %s %s".formatted(table, added, type),
            "alter table %s add column pgroll_unfilled boolean default true".formatted(table),
            FUNCTION.formatted(added, "<>", value),
            TRIGGER.formatted(added, table)),
        true,
        List.of(
            """
            alter table %1$s rename column %2$s to %3$s; drop function pgroll_%2$s cascade; \
            alter table %1$s drop column pgroll_unfilled\
            """
                .formatted(table, added, column)));
  }

  private static String newName(String column) {
    return "pgroll_new_" + column;
  }

  /**
   * The same with a command before the rows are written.
   *
   * @param command has {@code %s} in the place of the new column
   */
  PgrollRecipe starting(String command) {
    List<String> more = new ArrayList<>(start);
    more.add(command.formatted(column()));
    return new PgrollRecipe(table, more, backfills, complete);
  }

  /** The same with a command after that. */
  PgrollRecipe completing(String command) {
    List<String> more = new ArrayList<>(List.of(command));
    more.addAll(complete);
    return new PgrollRecipe(table, start, backfills, more);
  }

  /** The same with a column that has no nulls. */
  PgrollRecipe required() {
    return starting(
            "alter table " + table + " add constraint filled check (%s is not null) not valid")
        .completing("alter table %s drop constraint filled".formatted(table))
        .completing("alter table %s alter column %s set not null".formatted(table, column()))
        .completing("alter table %s validate constraint filled".formatted(table));
  }

  /** The name of the new column until it takes the place of the old one. */
  private String column() {
    return start.get(0).split(" ")[5];
  }

  /** Makes the change. */
  void run(TestDatabase database) throws Exception {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("set lock_timeout = '500ms'");
      for (String command : start) {
        inTries(statement, command);
      }
      if (backfills) {
        fill(connection);
      }
      for (String command : complete) {
        inTries(statement, command);
      }
    }
  }

  private void fill(Connection connection) throws SQLException {
    long last = 0;
    boolean more = true;
    while (more) {
      try (PreparedStatement batch = connection.prepareStatement(FILL.formatted(table, BATCH))) {
        batch.setLong(1, last);
        try (ResultSet row = batch.executeQuery()) {
          row.next();
          last = row.getLong(1);
          more = !row.wasNull();
        }
      }
    }
  }

  private static void inTries(Statement statement, String command) throws Exception {
    while (true) {
      try {
        statement.execute(command);
        return;
      } catch (SQLException e) {
        if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
          throw e;
        }
      }
      Thread.sleep(500);
    }
  }
}
