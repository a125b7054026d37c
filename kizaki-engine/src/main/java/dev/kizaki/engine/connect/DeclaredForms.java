package dev.kizaki.engine.connect;

import dev.kizaki.engine.catalog.read.FormReader;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.object.MadeObject;
import dev.kizaki.engine.object.ObjectCommand;
import dev.kizaki.engine.object.ObjectScript;
import dev.kizaki.engine.postgres.ObjectForm;
import dev.kizaki.engine.postgres.ObjectForms;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.shape.SqlObject;
import dev.kizaki.engine.sql.Quoting;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What PostgreSQL prints of the objects that texts make, beside the objects that a database has.
 * Each text is run among temporary objects, which are undone: names that it makes are temporary,
 * and what it reads is that of the schema. Triggers and rules are made on a temporary copy of their
 * table.
 */
final class DeclaredForms {
  /** The classes of errors that end the session, or that somebody has asked for. */
  private static final Set<String> INTERRUPTED = Set.of("08", "57");

  private final Sessions sessions;
  private final Connection connection;
  private final Statement statement;
  private final Map<String, String> texts = new HashMap<>();

  private DeclaredForms(Sessions sessions, Connection connection, Statement statement) {
    this.sessions = sessions;
    this.connection = connection;
    this.statement = statement;
  }

  /**
   * The texts by their places. What cannot be made among temporary objects is missing, such as a
   * cast, or everything if the role may not make temporary objects.
   */
  static Map<String, String> of(Shape shape, Sessions sessions) {
    if (shape.objects().isEmpty()) {
      return Map.of();
    }
    Connection connection = sessions.open();
    try (Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.setEscapeProcessing(false);
      DeclaredForms forms = new DeclaredForms(sessions, connection, statement);
      for (SqlObject object : shape.objects()) {
        forms.add(object);
      }
      return forms.texts;
    } catch (SQLException e) {
      throw sessions.explain(e);
    } finally {
      Sessions.close(connection);
    }
  }

  private void add(SqlObject object) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      make(object);
    } catch (SQLException e) {
      if (e.getSQLState() == null || INTERRUPTED.contains(e.getSQLState().substring(0, 2))) {
        throw e;
      }
    } finally {
      connection.rollback(before);
    }
  }

  private void make(SqlObject object) throws SQLException {
    ObjectScript script = ObjectScript.of(object.create());
    String schema = Quoting.identifier(sessions.schema());
    statement.execute("set local check_function_bodies = off");
    statement.execute("set local search_path = pg_temp, " + sessions.settings().schemaPath());
    statement.execute("create temporary table __kizaki_form ()");
    Set<String> made =
        script.madeNames().stream().map(MadeObject::name).collect(Collectors.toSet());
    Set<String> tables =
        script.madeNames().stream()
            .flatMap(each -> each.kind().isOnTable() ? each.on().stream() : null)
            .filter(table -> !made.contains(table))
            .collect(Collectors.toSet());
    for (String table : tables) {
      String name = Quoting.identifier(table);
      statement.execute("create temporary table %1$s (like %2$s.%1$s)".formatted(name, schema));
    }
    for (ObjectCommand command : script.commands()) {
      statement.execute(command.text());
    }
    String temporary =
        text(
            "select nspname from pg_catalog.pg_namespace"
                + " where oid = pg_catalog.pg_my_temp_schema()");
    List<ObjectForm> forms = ObjectForms.of(object, temporary);
    String printed =
        text("select pg_catalog.quote_ident(" + Quoting.string(sessions.schema()) + ")");
    FormReader.read(
            connection, sessions.settings(), forms.stream().map(ObjectForm::form).toList(), true)
        .forEach((place, text) -> texts.put(place, own(text, temporary, printed)));
  }

  /** Newer versions print {@code pg_temp} for the schema of temporary objects. */
  private static String own(String text, String temporary, String schema) {
    return text.replace(temporary + ".", schema + ".").replace("pg_temp.", schema + ".");
  }

  private String text(String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }
}
