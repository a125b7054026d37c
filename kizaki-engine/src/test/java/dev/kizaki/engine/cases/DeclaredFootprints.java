package dev.kizaki.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.online.Stage;
import dev.kizaki.engine.online.Stages;
import dev.kizaki.engine.sql.LockMode;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.Requirement;
import dev.kizaki.engine.sql.RowAccess;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.TableLock;
import dev.kizaki.engine.sql.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares the footprints that commands declare with what a server shows. The two must be equal
 * except where the footprint depends on the rows: an empty table has no rows to read, an update
 * that changes no reference or key looks up none, and the highest value is read from an index if
 * one exists.
 */
final class DeclaredFootprints {
  static final String ROLE = "footprint";

  /** A block that carries settings over does less, or nothing, if there are none. */
  private static final String CARRIES = "DO ";

  /** It reads a sample of the rows, which the statistics that are observed do not count. */
  private static final String SAMPLES = "ANALYZE ";

  /** PostgreSQL may look up each key in the table that is referred to, by an index. */
  private static final String VALIDATES = " VALIDATE CONSTRAINT ";

  private final Connection connection;
  private final ObservedFootprint observed;

  DeclaredFootprints(Connection connection) throws SQLException {
    this.connection = connection;
    this.observed = new ObservedFootprint(connection);
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "do $$ begin create role footprint; exception when duplicate_object or unique_violation"
              + " then null; end $$");
    }
  }

  /** Runs the commands and reports all differences together. */
  void check(List<SqlCommand> commands) throws SQLException {
    check(commands, Set.of());
  }

  /**
   * Runs the commands of the stages. The locks of those that cannot run in a transaction are not
   * compared, because they end with the command.
   */
  void check(Stages stages) throws SQLException {
    List<SqlCommand> commands = new ArrayList<>();
    Set<SqlCommand> outside = new HashSet<>();
    for (Stage stage : stages.list()) {
      for (Stage.Part part : stage.parts()) {
        if (part.run() instanceof SqlCommand command) {
          commands.add(command);
          if (stage instanceof Stage.Concurrent) {
            outside.add(command);
          }
        }
      }
    }
    check(commands, outside);
  }

  private void check(List<SqlCommand> commands, Set<SqlCommand> outside) throws SQLException {
    grant(commands);
    Set<TableName> perhapsNew = perhapsNew(commands);
    List<String> differences = new ArrayList<>();
    for (SqlCommand command : commands) {
      Optional<String> role = command.open() ? Optional.empty() : Optional.of(ROLE);
      if (outside.contains(command)) {
        runOutsideTransaction(command);
      } else {
        compare(command, observed.of(command.text(), role), perhapsNew, differences);
      }
    }
    assertThat(differences).isEmpty();
  }

  private void runOutsideTransaction(SqlCommand command) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set role " + ROLE);
      try {
        statement.execute(command.text());
      } finally {
        statement.execute("reset role");
      }
    }
  }

  /**
   * Grants the rights on objects that exist before the first command; the role owns objects that
   * are created later.
   */
  private void grant(List<SqlCommand> commands) throws SQLException {
    Set<Requirement> needs = new LinkedHashSet<>();
    commands.forEach(command -> needs.addAll(command.needs()));
    try (Statement statement = connection.createStatement()) {
      for (Requirement need : needs) {
        String schema = Quoting.identifier(need.schema());
        statement.execute("grant usage on schema " + schema + " to " + ROLE);
        String object = Quoting.qualified(need.schema(), need.name());
        String grant =
            switch (need.kind()) {
              case CREATE_IN_SCHEMA -> "grant create on schema " + schema + " to " + ROLE;
              case CREATE_EXTENSION ->
                  "do $$ begin execute format('grant create on database %I to footprint',"
                      + " current_database()); end $$";
              case OWN_TABLE -> "alter table " + object + " owner to " + ROLE;
              case OWN_SEQUENCE -> "alter sequence " + object + " owner to " + ROLE;
              case USE_SEQUENCE -> "grant usage on sequence " + object + " to " + ROLE;
              case USE_TYPE -> "grant usage on type " + object + " to " + ROLE;
              case OWN_TYPE -> "alter type " + object + " owner to " + ROLE;
              case REFERENCE_TABLE -> "grant references on " + object + " to " + ROLE;
              case UPDATE_TABLE -> "grant update on " + object + " to " + ROLE;
              case READ_TABLE -> "grant select on " + object + " to " + ROLE;
            };
        boolean ofNoObject =
            need.kind() == Requirement.Kind.CREATE_IN_SCHEMA
                || need.kind() == Requirement.Kind.CREATE_EXTENSION;
        if (ofNoObject || exists(statement, need)) {
          statement.execute(grant);
        }
      }
    }
  }

  private static boolean exists(Statement statement, Requirement need) throws SQLException {
    String name = Quoting.qualified(need.schema(), need.name()).replace("'", "''");
    boolean type =
        need.kind() == Requirement.Kind.USE_TYPE || need.kind() == Requirement.Kind.OWN_TYPE;
    // A table has a type of the same name, which is no enum.
    String query =
        type
            ? "select exists (select from pg_type where typtype = 'e' and oid = to_regtype('%s'))"
            : "select to_regclass('%s') is not null";
    try (ResultSet row = statement.executeQuery(query.formatted(name))) {
      row.next();
      return row.getBoolean(1);
    }
  }

  /** A table that kizaki does not manage may be missing before the migration that requires it. */
  private static Set<TableName> perhapsNew(List<SqlCommand> commands) {
    return commands.stream()
        .flatMap(command -> command.locks().stream())
        .map(TableLock::table)
        .filter(
            table ->
                commands.stream()
                    .anyMatch(
                        each ->
                            each.text()
                                .startsWith(
                                    "CREATE TABLE IF NOT EXISTS " + Quoting.table(table) + " ")))
        .collect(Collectors.toSet());
  }

  private static void compare(
      SqlCommand command,
      List<ObservedFootprint.ObservedLock> seen,
      Set<TableName> perhapsNew,
      List<String> differences) {
    Map<TableName, TableLock> declared = new HashMap<>();
    command.locks().forEach(lock -> declared.put(lock.table(), lock));
    for (ObservedFootprint.ObservedLock each : seen) {
      TableLock lock = each.lock();
      TableLock claim = declared.remove(lock.table());
      if (claim == null ? !command.open() : !agree(command, claim, each)) {
        differences.add(
            command.text() + "\n  declared " + text(claim) + "\n  observed " + text(lock));
      }
    }
    for (TableLock claim : declared.values()) {
      if (!command.text().startsWith(CARRIES)
          && claim.mode() != LockMode.ROW_SHARE
          && !perhapsNew.contains(claim.table())
          && !isOfReference(command, claim)) {
        differences.add(command.text() + "\n  declared " + text(claim) + "\n  observed nothing");
      }
    }
  }

  private static boolean agree(
      SqlCommand command, TableLock claim, ObservedFootprint.ObservedLock observed) {
    TableLock lock = observed.lock();
    if (command.text().startsWith(CARRIES) && lock.mode().compareTo(claim.mode()) < 0) {
      return true;
    }
    if (claim.mode() != lock.mode()) {
      return false;
    }
    if (claim.work() == RowAccess.CATALOG
        && lock.work() == RowAccess.SCAN
        && isOfReference(command, claim)) {
      // PostgreSQL reads a table of a few rows without its index.
      return true;
    }
    if (claim.work() == RowAccess.MAY_REWRITE) {
      return lock.work() == RowAccess.CATALOG || lock.work() == RowAccess.REWRITE;
    }
    boolean writes = claim.work() == RowAccess.WRITE || claim.work() == RowAccess.WRITE_SOME;
    // The statistics that are observed show that rows are read, not that they are updated.
    RowAccess claimed = writes ? RowAccess.SCAN : claim.work();
    if (lock.work() == RowAccess.CATALOG && claimed == RowAccess.SCAN) {
      if (command.text().startsWith(SAMPLES)
          || command.text().contains(VALIDATES) && lock.mode() == LockMode.ROW_SHARE) {
        return true;
      }
      return !observed.hasRows() || isLookedUp(command, claim) || command.text().contains("max(");
    }
    // An expression of the plan may be the unchanged value.
    boolean ofThePlan = command.text().contains(" USING (");
    return claimed == lock.work() || lock.work() == RowAccess.CATALOG && ofThePlan;
  }

  /**
   * Whether PostgreSQL itself reads or writes the table for a foreign key: that needs no right of
   * the role, and does not happen if the update changes no value.
   */
  private static boolean isOfReference(SqlCommand command, TableLock claim) {
    boolean ofRows = claim.mode() == LockMode.ROW_SHARE || claim.mode() == LockMode.ROW_EXCLUSIVE;
    return ofRows
        && command.needs().stream()
            .noneMatch(
                need ->
                    need.schema().equals(claim.table().schema())
                        && need.name().equals(claim.table().table()));
  }

  /** PostgreSQL looks nothing up if no row has a value to look up. */
  private static boolean isLookedUp(SqlCommand command, TableLock claim) {
    return command.needs().stream()
        .anyMatch(
            need ->
                need.kind() == Requirement.Kind.REFERENCE_TABLE
                    && need.name().equals(claim.table().table()));
  }

  private static String text(TableLock lock) {
    return lock == null
        ? "nothing"
        : lock.table().table() + " " + lock.mode().sql() + " " + lock.work();
  }
}
