package dev.kizaki.engine.jdbc;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.sql.SqlBuilder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What kizaki notes about a database of an embedded server. The note is the comment of the
 * database, so it stays with the database if that is renamed, and is changed in the transaction
 * that renames it.
 *
 * @param parking since when the database is parked; absent if it is not
 * @param seedsPending whether the database was newly built and its seeds have not run yet
 */
public record DatabaseNote(Optional<Parking> parking, boolean seedsPending) {
  /**
   * @param since when the database was parked
   * @param migration the name of its last applied migration
   */
  public record Parking(Instant since, String migration) {
    public Parking {
      Objects.requireNonNull(since, "since");
      Objects.requireNonNull(migration, "migration");
    }
  }

  private static final Pattern TEXT =
      Pattern.compile("kizaki:( parked (\\S+) at (\\S+))?( seeds pending)?");

  private static final DatabaseNote NONE = new DatabaseNote(Optional.empty(), false);

  public DatabaseNote {
    Objects.requireNonNull(parking, "parking");
  }

  /** Reads the note about a database; a note without content if there is none. */
  static DatabaseNote of(Connection connection, String database) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select shobj_description(oid, 'pg_database') from pg_database where datname = ?")) {
      statement.setString(1, database);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? parse(Optional.ofNullable(row.getString(1))) : NONE;
      }
    }
  }

  /** Reads the note about the database of a connection. */
  public static DatabaseNote ofCurrent(Connection connection) throws SQLException {
    return of(connection, connection.getCatalog());
  }

  /** Other comments count as no note. */
  static DatabaseNote parse(Optional<String> comment) {
    Matcher text = TEXT.matcher(comment.orElse(""));
    if (!text.matches()) {
      return NONE;
    }
    try {
      Optional<Parking> parking =
          text.group(1) == null
              ? Optional.empty()
              : Optional.of(new Parking(Instant.parse(text.group(2)), text.group(3)));
      return new DatabaseNote(parking, text.group(4) != null);
    } catch (DateTimeParseException e) {
      return NONE;
    }
  }

  /** The same note about a database that is parked, or that no longer is. */
  DatabaseNote with(Optional<Parking> next) {
    return new DatabaseNote(next, seedsPending);
  }

  /** The command that writes this note. */
  SqlBuilder comment(String database) {
    String text =
        "kizaki:"
            + parking.map(each -> " parked " + each.since() + " at " + each.migration()).orElse("")
            + (seedsPending ? " seeds pending" : "");
    return sql("comment on database").identifier(database).words("is").string(text);
  }
}
