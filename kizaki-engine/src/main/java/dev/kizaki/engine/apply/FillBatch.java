package dev.kizaki.engine.apply;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.sql.OnlineStep;
import dev.kizaki.engine.sql.Quoting;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The commands of one batch of a fill. They are sent in one request.
 *
 * @param fill what is written
 * @param page the first page
 * @param end the page after the last one
 */
record FillBatch(OnlineStep.Fill fill, long page, long end) {
  /** A power of two. */
  static final int STRIPES = 8;

  /**
   * Which rows of each page are written.
   *
   * @param first the number of a stripe, from 0
   * @param andLater whether the stripes after it are written too, the stripes before it being done
   */
  record Stripes(int first, boolean andLater) {}

  /** Less than {@code deadlock_timeout}, which is a second unless it was changed. */
  private static final Duration GIVE_WAY = Duration.ofMillis(250);

  /** Others wait for the rows that the batch has written. */
  private static final Duration GIVE_WAY_SOON = Duration.ofMillis(20);

  /** Whoever waits for a row holds no other one, so that nobody waits for both. */
  private static final String ONE = "LIMIT 1 FOR NO KEY UPDATE";

  private static final String SKIPPING = "FOR NO KEY UPDATE SKIP LOCKED";

  /**
   * Triggers and rules that do not look at the setting could change the row, or others, for which
   * the triggers must fire.
   */
  private static final String OTHERS =
      """
      select from pg_class c where c.oid = %s::regclass and (c.relhasrules or exists (
        select from pg_trigger t
        where t.tgrelid = c.oid and not t.tgisinternal and (t.tgtype::integer & 16) <> 0
          and position(%s in pg_get_triggerdef(t.oid)) = 0))\
      """;

  /**
   * Writes the rows of stripes. Fails after a short wait if another session has locked one of them.
   * This takes about half the time of {@link #writeUnlocked}, which locks each row before it writes
   * it, and reads it twice.
   *
   * @return the number of rows
   */
  int write(Statement statement, Stripes stripes) throws SQLException {
    return run(
        statement,
        GIVE_WAY_SOON,
        sql("UPDATE ONLY")
            .table(fill.table())
            .words("SET")
            .words(fill.assignments())
            .words("WHERE " + pages())
            // In this order, because the condition may be expensive.
            .words("AND CASE WHEN %s THEN %s ELSE false END".formatted(in(stripes), fill.likely()))
            .text());
  }

  /**
   * Writes the rows of stripes that no other session has locked.
   *
   * @return the number of rows
   */
  int writeUnlocked(Statement statement, Stripes stripes) throws SQLException {
    return run(
        statement, GIVE_WAY, selected(fill.likely(), "AND %s %s".formatted(in(stripes), SKIPPING)));
  }

  /**
   * Writes all rows that are left, but waits for a locked one only while no other row is locked.
   *
   * @return the number of rows; 0 if none is left
   */
  int writeLeft(Statement statement) throws SQLException {
    int rows = run(statement, GIVE_WAY, selected(fill.unfilled(), ONE));
    return rows == 0 ? 0 : rows + run(statement, GIVE_WAY, selected(fill.unfilled(), SKIPPING));
  }

  /** The number of rows that are still to be written. */
  long count(Statement statement) throws SQLException {
    String query =
        sql("select count(*) from only")
            .table(fill.table())
            .words("where " + pages() + " and (" + fill.likely() + ")")
            .text();
    statement.execute("set local row_security = off;\n" + query);
    statement.getMoreResults();
    try (ResultSet row = statement.getResultSet()) {
      row.next();
      return row.getLong(1);
    }
  }

  private int run(Statement statement, Duration timeout, String update) throws SQLException {
    List<String> commands = new ArrayList<>();
    commands.add("set local row_security = off");
    commands.add("set local synchronous_commit = off");
    commands.add("set local lock_timeout = " + timeout.toMillis());
    if (fill.silences()) {
      commands.addAll(silencing());
    }
    commands.add(update);
    statement.execute(String.join(";\n", commands));
    for (int i = 1; i < commands.size(); i++) {
      statement.getMoreResults();
    }
    return statement.getUpdateCount();
  }

  /** Nobody can add a trigger to a table that is locked. */
  private List<String> silencing() {
    String table = Quoting.string(Quoting.table(fill.table()));
    return List.of(
        sql("lock table only").table(fill.table()).words("in row exclusive mode").text(),
        "select set_config(%s, case when exists (%s) then '' else %s end, true)"
            .formatted(
                Quoting.string(OnlineStep.Fill.SETTING),
                OTHERS.formatted(table, Quoting.string(OnlineStep.Fill.SETTING)),
                Quoting.string(fill.table().table())));
  }

  private String pages() {
    return "ctid >= '(%d,0)' AND ctid < '(%d,0)'".formatted(page, end);
  }

  /**
   * Which rows of each page are in the stripe, by the last byte of their number on the page, which
   * begins with 1. No stripe may have more rows than the first one, whose rows leave the page, else
   * they do not find room.
   */
  private static String in(Stripes stripes) {
    return stripes.andLater()
        ? "true"
        : "pg_catalog.get_byte(pg_catalog.tidsend(ctid), 5) & %d = %d"
            .formatted(STRIPES - 1, (stripes.first() + 1) % STRIPES);
  }

  /**
   * @param unfilled which rows to write
   * @param rest further conditions, and which rows to lock
   */
  private String selected(String unfilled, String rest) {
    return sql("UPDATE ONLY")
        .table(fill.table())
        .words("SET")
        .words(fill.assignments())
        .words("WHERE ctid = ANY (ARRAY(SELECT ctid FROM ONLY")
        .table(fill.table())
        .words("WHERE " + pages() + " AND (")
        .words(unfilled)
        .words(")")
        .words(rest)
        .words("))")
        .text();
  }
}
