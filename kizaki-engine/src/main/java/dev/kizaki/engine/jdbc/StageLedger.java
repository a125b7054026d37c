package dev.kizaki.engine.jdbc;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.sql.StepTable;
import dev.kizaki.engine.text.DisplayedValue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Reads and writes the table that records how far a migration in stages is ({@link StepTable}).
 * Each run of {@code apply} has an id of its own. It writes its id into the row when it takes the
 * migration over; each later change requires that the id is still there.
 */
public final class StageLedger {
  private static final String EXISTS =
      """
      select exists (
        select from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = ? and c.relname = ?)\
      """;

  private final String schema;
  private final String table;
  private final UUID run = UUID.randomUUID();

  public StageLedger(String schema) {
    this.schema = schema;
    this.table = sql("").table(StepTable.in(schema)).text().strip();
  }

  /** The table's qualified and quoted name. */
  public String quotedName() {
    return table;
  }

  /**
   * Creates the table if it does not exist, with the owner and the grants of the history table. The
   * caller must hold the lock of the appliers.
   *
   * @param connection in autocommit mode
   */
  public void createIfAbsent(Connection connection) throws SQLException {
    if (!exists(connection)) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(StepTable.creation(schema));
      }
    }
  }

  private boolean exists(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(EXISTS)) {
      statement.setString(1, schema);
      statement.setString(2, StepTable.NAME);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  /** The migration in progress; absent if there is none, or if the table does not exist. */
  public Optional<MigrationInProgress> read(Connection connection) throws SQLException {
    if (!exists(connection)) {
      return Optional.empty();
    }
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select * from %s order by number limit 1".formatted(table))) {
      return row.next() ? Optional.of(migration(row)) : Optional.empty();
    }
  }

  private static MigrationInProgress migration(ResultSet row) throws SQLException {
    return new MigrationInProgress(
        row.getInt("number"),
        DisplayedValue.name(row.getString("name")),
        DisplayedValue.name(row.getString("digest")),
        DisplayedValue.name(row.getString("tool_version")),
        row.getInt("server_major"),
        indexes(row.getString("chosen")),
        row.getString("stages_digest"),
        row.getInt("stages"),
        row.getInt("stage"),
        row.getBoolean("ended"),
        DisplayedValue.name(row.getString("doing")),
        row.getObject("begun_at", OffsetDateTime.class).toInstant(),
        new FillPosition(
            row.getLong("page"),
            row.getLong("pages"),
            row.getInt("stripe"),
            row.getLong("filenode")));
  }

  private static SortedSet<Integer> indexes(String text) {
    return Arrays.stream(text.split(","))
        .filter(each -> !each.isEmpty())
        .map(Integer::valueOf)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Records that a migration is begun, before its first stage.
   *
   * @param begun its time is not used: the server's clock says when
   */
  public void begin(Connection connection, MigrationInProgress begun) throws SQLException {
    String command =
        """
        insert into %s values (?, ?, ?, ?, ?, ?, ?, ?, 0, true, '', clock_timestamp(), 0, 0, 0, 0, ?)\
        """
            .formatted(table);
    try (PreparedStatement insert = connection.prepareStatement(command)) {
      insert.setInt(1, begun.number());
      insert.setString(2, begun.name());
      insert.setString(3, begun.digest());
      insert.setString(4, begun.toolVersion());
      insert.setInt(5, begun.serverMajor());
      insert.setString(
          6, begun.chosen().stream().map(String::valueOf).collect(Collectors.joining(",")));
      insert.setString(7, begun.stagesDigest());
      insert.setInt(8, begun.stages());
      insert.setObject(9, run);
      insert.executeUpdate();
    }
  }

  /** Lets this run go on with a migration that another one began. */
  public void takeOver(Connection connection, int number) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("update %s set run = ? where number = ?".formatted(table))) {
      update.setObject(1, run);
      update.setInt(2, number);
      update.executeUpdate();
    }
  }

  /**
   * Records that a stage begins.
   *
   * @return false if another run has taken the migration over
   */
  public boolean beginStage(
      Connection connection, int number, int stage, String doing, FillPosition position)
      throws SQLException {
    String command =
        """
        update %s set stage = ?, ended = false, doing = ?, page = ?, pages = ?, stripe = ?,
          filenode = ?
        where number = ? and run = ?\
        """
            .formatted(table);
    try (PreparedStatement update = connection.prepareStatement(command)) {
      update.setInt(1, stage);
      update.setString(2, doing);
      bind(update, 3, position);
      update.setInt(7, number);
      update.setObject(8, run);
      return update.executeUpdate() == 1;
    }
  }

  private static void bind(PreparedStatement statement, int first, FillPosition position)
      throws SQLException {
    statement.setLong(first, position.page());
    statement.setLong(first + 1, position.pages());
    statement.setInt(first + 2, position.stripe());
    statement.setLong(first + 3, position.filenode());
  }

  /**
   * Records that a stage has ended, in its own transaction if it has one.
   *
   * @return false if another run has taken the migration over
   */
  public boolean endStage(Connection connection, int number, int stage, String doing)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update %s set stage = ?, ended = true, doing = ? where number = ? and run = ?"
                .formatted(table))) {
      update.setInt(1, stage);
      update.setString(2, doing);
      update.setInt(3, number);
      update.setObject(4, run);
      return update.executeUpdate() == 1;
    }
  }

  /**
   * Records how far a stage is that writes rows, in the transaction of the rows.
   *
   * @return false if another run has taken the migration over
   */
  public boolean advance(Connection connection, int number, FillPosition position)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update %s set page = ?, pages = ?, stripe = ?, filenode = ? where number = ? and run = ?"
                .formatted(table))) {
      bind(update, 1, position);
      update.setInt(5, number);
      update.setObject(6, run);
      return update.executeUpdate() == 1;
    }
  }

  /**
   * Records that the migration is finished, or taken back.
   *
   * @return false if another run has taken the migration over
   */
  public boolean end(Connection connection, int number) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from %s where number = ? and run = ?".formatted(table))) {
      delete.setInt(1, number);
      delete.setObject(2, run);
      return delete.executeUpdate() == 1;
    }
  }
}
