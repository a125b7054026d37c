package dev.kizaki.engine.jdbc;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.api.DeployPhase;
import dev.kizaki.engine.sql.HistoryTable;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.StepTable;
import dev.kizaki.engine.sql.TableName;
import dev.kizaki.engine.text.DisplayedValue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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

  /**
   * A role that may record migrations in the history may change the rows of this table too, and one
   * that may read the history may read it. The owner stays if this role does not have the rights of
   * the other one, or if that one may not create tables; then it gets grants only. The grants come
   * first, because the new owner need not be this role.
   */
  private static final String LIKE_HISTORY =
      """
      with history as (
        select c.relowner, c.relacl, c.relnamespace, wanted.step
        from (values (?, ?, ?)) as wanted (step, schema_name, table_name)
          join pg_namespace n on n.nspname = wanted.schema_name
          join pg_class c on c.relnamespace = n.oid and c.relname = wanted.table_name)
      select command from (
        select 1 as place, format('grant %s on %s to %s',
          case a.privilege_type when 'INSERT' then 'insert, update, delete' else 'select' end, h.step,
          case a.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(a.grantee)) end)
          as command
        from history h, aclexplode(h.relacl) a
        where a.privilege_type in ('INSERT', 'SELECT') and a.grantee <> h.relowner
        union all
        select 1, format('grant select, insert, update, delete on %s to %I', h.step,
          pg_get_userbyid(h.relowner))
        from history h
        where pg_get_userbyid(h.relowner) <> current_user
        union all
        select 2, format('alter table %s owner to %I', h.step, pg_get_userbyid(h.relowner))
        from history h
        where pg_get_userbyid(h.relowner) <> current_user and pg_has_role(h.relowner, 'USAGE')
          and has_schema_privilege(h.relowner, h.relnamespace, 'CREATE')) as commands
      order by place\
      """;

  private static final String MISSING_RIGHT = "42501";

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
    if (exists(connection)) {
      return;
    }
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(StepTable.creation(schema));
      for (String command : likeHistory(connection)) {
        ifAllowed(connection, statement, command);
      }
      connection.commit();
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  /** PostgreSQL has further rules for who may give a table away; the owner then stays. */
  private static void ifAllowed(Connection connection, Statement statement, String command)
      throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      statement.execute(command);
    } catch (SQLException e) {
      if (!MISSING_RIGHT.equals(e.getSQLState())) {
        throw e;
      }
      connection.rollback(before);
    }
  }

  /** The commands that give the table the owner and the grants of the history table. */
  private List<String> likeHistory(Connection connection) throws SQLException {
    List<String> commands = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(LIKE_HISTORY)) {
      query.setString(1, table);
      query.setString(2, schema);
      query.setString(3, HistoryTable.NAME);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          commands.add(row.getString(1));
        }
      }
    }
    return commands;
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

  /**
   * The migration in progress and those between their phases, by number; none if the table does not
   * exist.
   */
  public List<MigrationInProgress> readAll(Connection connection) throws SQLException {
    if (!exists(connection)) {
      return List.of();
    }
    List<MigrationInProgress> all = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select * from %s order by number".formatted(table))) {
      while (row.next()) {
        all.add(migration(row));
      }
    }
    return all;
  }

  /** The migration in progress if it belongs to this run, and no other run has taken it over. */
  public Optional<MigrationInProgress> readOwn(Connection connection) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("select * from %s where run = ?".formatted(table))) {
      query.setObject(1, run);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? Optional.of(migration(row)) : Optional.empty();
      }
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
        indexes(row.getString("taken_over")),
        indexes(row.getString("two_columns")),
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
            row.getLong("filenode")),
        phase(row.getString("phase")),
        Optional.ofNullable(row.getObject("expanded_at", OffsetDateTime.class))
            .map(OffsetDateTime::toInstant));
  }

  private static DeployPhase phase(String word) {
    return DeployPhase.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static String word(DeployPhase phase) {
    return phase.name().toLowerCase(Locale.ROOT);
  }

  private static SortedSet<Integer> indexes(String text) {
    return Arrays.stream(text.split(","))
        .filter(each -> !each.isEmpty())
        .map(Integer::valueOf)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String text(SortedSet<Integer> indexes) {
    return indexes.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  /**
   * Records that a migration is begun, before its first stage.
   *
   * @param begun its time is not used: the server's clock says when
   */
  public void begin(Connection connection, MigrationInProgress begun) throws SQLException {
    String command =
        """
        insert into %s values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, true, '', clock_timestamp(), 0, 0, 0, 0, ?, ?)\
        """
            .formatted(table);
    try (PreparedStatement insert = connection.prepareStatement(command)) {
      insert.setInt(1, begun.number());
      insert.setString(2, begun.name());
      insert.setString(3, begun.digest());
      insert.setString(4, begun.toolVersion());
      insert.setInt(5, begun.serverMajor());
      insert.setString(6, text(begun.chosen()));
      insert.setString(7, text(begun.takenOver()));
      insert.setString(8, text(begun.twoColumns()));
      insert.setString(9, begun.stagesDigest());
      insert.setInt(10, begun.stages());
      insert.setObject(11, run);
      insert.setString(12, word(begun.phase()));
      insert.executeUpdate();
    }
  }

  /**
   * Records that the second phase of a migration is begun, before its first stage.
   *
   * @param begun the stages of that phase
   */
  public void beginContract(Connection connection, MigrationInProgress begun) throws SQLException {
    String command =
        """
        update %s set tool_version = ?, server_major = ?, chosen = ?, taken_over = '',
          stages_digest = ?, stages = ?, stage = 0, ended = true, doing = '',
          begun_at = clock_timestamp(), page = 0, pages = 0, stripe = 0, filenode = 0, run = ?,
          phase = ?
        where number = ?\
        """
            .formatted(table);
    try (PreparedStatement update = connection.prepareStatement(command)) {
      update.setString(1, begun.toolVersion());
      update.setInt(2, begun.serverMajor());
      update.setString(3, text(begun.chosen()));
      update.setString(4, begun.stagesDigest());
      update.setInt(5, begun.stages());
      update.setObject(6, run);
      update.setString(7, word(DeployPhase.CONTRACT));
      update.setInt(8, begun.number());
      update.executeUpdate();
    }
  }

  /**
   * Records that a migration is between its phases again, because its second one changed nothing.
   */
  public void restore(Connection connection, MigrationInProgress expanded) throws SQLException {
    String command =
        """
        update %s set tool_version = ?, server_major = ?, chosen = ?, taken_over = ?,
          stages_digest = ?, stages = ?, stage = ?, ended = true, doing = ?, begun_at = ?,
          phase = ?
        where number = ?\
        """
            .formatted(table);
    try (PreparedStatement update = connection.prepareStatement(command)) {
      update.setString(1, expanded.toolVersion());
      update.setInt(2, expanded.serverMajor());
      update.setString(3, text(expanded.chosen()));
      update.setString(4, text(expanded.takenOver()));
      update.setString(5, expanded.stagesDigest());
      update.setInt(6, expanded.stages());
      update.setInt(7, expanded.stage());
      update.setString(8, expanded.doing());
      update.setObject(9, expanded.begunAt().atOffset(ZoneOffset.UTC));
      update.setString(10, word(DeployPhase.EXPAND));
      update.setInt(11, expanded.number());
      update.executeUpdate();
    }
  }

  /**
   * Records that the last stage of the first phase has ended, in its transaction.
   *
   * @return false if another run has taken the migration over
   */
  public boolean endExpand(Connection connection, int number, int stage, String doing)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            update %s set stage = ?, ended = true, doing = ?, expanded_at = clock_timestamp()
            where number = ? and run = ?\
            """
                .formatted(table))) {
      update.setInt(1, stage);
      update.setString(2, doing);
      update.setInt(3, number);
      update.setObject(4, run);
      return update.executeUpdate() == 1;
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
   * @param table the table that is written and locked, so that its file stays until the transaction
   *     ends
   * @return false if the table has another file than the position says, or if another run has taken
   *     the migration over
   */
  public boolean advance(Connection connection, int number, TableName table, FillPosition position)
      throws SQLException {
    String command =
        """
        update %s set page = ?, pages = ?, stripe = ?, filenode = ?
        where number = ? and run = ? and pg_relation_filenode(?::regclass) = ?::oid\
        """
            .formatted(this.table);
    try (PreparedStatement update = connection.prepareStatement(command)) {
      bind(update, 1, position);
      update.setInt(5, number);
      update.setObject(6, run);
      update.setString(7, Quoting.table(table));
      update.setLong(8, position.filenode());
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
