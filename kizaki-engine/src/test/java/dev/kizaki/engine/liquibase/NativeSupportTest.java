package dev.kizaki.engine.liquibase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.cases.CatalogDump;
import dev.kizaki.engine.changelog.Change;
import dev.kizaki.engine.changelog.NativeSupport;
import dev.kizaki.engine.sql.DatabaseChange;
import dev.kizaki.engine.sql.DatabaseChange.Default;
import dev.kizaki.engine.sql.DatabaseChange.Default.Kind;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.TableName;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Changes that count as equivalent have the same effect on the catalog and on rows as the SQL
 * command.
 */
@FullRun
class NativeSupportTest {
  /**
   * Texts that are delimiters, escapes or comments in some language, and names with a special
   * meaning.
   */
  private static final List<String> NAMES =
      List.of(
          "plain",
          "Mixed",
          "order",
          "1st",
          "a b",
          "a  b",
          "a\"b",
          "\"quoted\"",
          "'",
          "it's",
          "a;b",
          "--",
          "/* x */",
          "$$",
          "\\",
          "?",
          "{fn now()}",
          "${user.name}",
          "${",
          "$",
          ":name",
          ":value",
          "%s",
          "(",
          "f(x)",
          ")",
          "[x]",
          "]",
          "`x`",
          ".",
          "a.b",
          "a, b",
          ",",
          " lead",
          "trail ",
          "\ta",
          "a\tb",
          "a\nb",
          "x desc",
          "x ASC",
          "desc",
          "asc",
          "null",
          "NULL",
          "]]>",
          "<a>",
          "&amp;",
          "\u00e4\u00d6",
          "\ud83d\ude80",
          "\u00a0",
          "\u2028",
          "\u0085",
          "\u007f",
          "\ufffd",
          "a".repeat(50),
          "GENERATED ALWAYS AS",
          "current_timestamp",
          "x identity",
          "nextval('s')",
          "now()",
          "0",
          "-1",
          "true",
          "2020-01-01",
          "E'x'");

  @TempDir private Path directory;

  @Test
  void version4() throws SQLException {
    check(LiquibaseRunner.VERSION_4, 14, "We\"ird 'schema'");
  }

  @Test
  void version5() throws SQLException {
    check(LiquibaseRunner.VERSION_5, 18, "public");
  }

  private void check(LiquibaseCommands liquibase, int major, String schema) throws SQLException {
    List<DatabaseChange> all = new ArrayList<>();
    List<List<Change>> changes = new ArrayList<>();
    for (String name : NAMES) {
      List<DatabaseChange> commands = commands(schema, name, all.size());
      changes.add(commands.stream().map(NativeSupportTest::change).toList());
      all.addAll(commands);
    }
    Set<Class<?>> kinds = new LinkedHashSet<>();
    all.stream().filter(NativeSupport::isEquivalent).forEach(ddl -> kinds.add(ddl.getClass()));
    assertThat(kinds).containsExactlyInAnyOrder(DatabaseChange.class.getPermittedSubclasses());

    try (TestDatabase database = PostgresServers.version(major).freshDatabase();
        Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute("CREATE SCHEMA liquibase");
      String quoted = Quoting.identifier(schema);
      statement.execute("CREATE SCHEMA IF NOT EXISTS " + quoted);
      createSequences(statement, all);
      for (DatabaseChange ddl : all) {
        statement.execute(DirectSql.of(ddl));
      }
      List<String> direct = CatalogDump.of(connection, schema);
      List<String> rows = rows(statement, schema);
      statement.execute("DROP SCHEMA " + quoted + " CASCADE");
      statement.execute("CREATE SCHEMA " + quoted);
      createSequences(statement, all);
      String master =
          new ChangelogDirectory(directory).write(ChangelogDirectory.of(schema, changes));
      liquibase.update(connection, directory, master);
      assertThat(CatalogDump.of(connection, schema)).isEqualTo(direct);
      assertThat(rows(statement, schema)).isEqualTo(rows);
    }
  }

  /** A sequence is created by SQL, so the changes have none that they could drop. */
  private static void createSequences(Statement statement, List<DatabaseChange> all)
      throws SQLException {
    for (DatabaseChange change : all) {
      if (change instanceof DatabaseChange.DropSequence drop) {
        statement.execute("CREATE SEQUENCE " + Quoting.qualified(drop.schema(), drop.name()));
      }
    }
  }

  private static Change change(DatabaseChange ddl) {
    return NativeSupport.isEquivalent(ddl)
        ? new Change.Native(ddl)
        : new Change.Sql(DirectSql.of(ddl));
  }

  /** Every kind of change, with the name in every position. */
  private static List<DatabaseChange> commands(String schema, String name, int number) {
    String own = number + name;
    TableName target = new TableName(schema, name);
    TableName first = new TableName(schema, own + "t");
    TableName table = new TableName(schema, own);
    Optional<Default> text = Optional.of(new Default(Kind.TEXT, name));
    DatabaseChange.Column id =
        new DatabaseChange.Column("id", "integer", true, Optional.empty(), true);
    DatabaseChange.Column named = new DatabaseChange.Column(name, "text", true, text, false);
    DatabaseChange.Column other =
        new DatabaseChange.Column(own, "text", false, Optional.empty(), false);
    DatabaseChange.Group key = new DatabaseChange.Group(own + "k", List.of(name, "id"));
    DatabaseChange.Group unique = new DatabaseChange.Group("u" + own, List.of(own, name));
    DatabaseChange.Group index = new DatabaseChange.Group("i" + own, List.of(own, name));
    String is = Quoting.identifier(name) + " = '" + name.replace("'", "''") + "'";
    return List.of(
        new DatabaseChange.CreateTable(
            target,
            List.of(id, named),
            Optional.of(new DatabaseChange.Group(own + "p", List.of("id", name))),
            List.of(new DatabaseChange.Group("q" + own, List.of("id")))),
        new DatabaseChange.CreateTable(
            first, List.of(id, named, other), Optional.of(key), List.of(unique)),
        new DatabaseChange.RenameTable(first, own),
        new DatabaseChange.CreateTable(first, List.of(id), Optional.empty(), List.of()),
        new DatabaseChange.DropTable(first),
        new DatabaseChange.DropUnique(table, unique.name()),
        new DatabaseChange.AddUnique(table, unique),
        new DatabaseChange.DropKey(table, key.name()),
        new DatabaseChange.AddKey(table, key),
        new DatabaseChange.CreateIndex(table, index),
        new DatabaseChange.DropIndex(table, index.name()),
        new DatabaseChange.CreateIndex(
            table, new DatabaseChange.Group(index.name(), List.of(name))),
        new DatabaseChange.AddColumn(
            table, new DatabaseChange.Column("v" + own, "text", false, text, false)),
        new DatabaseChange.AddColumn(
            table, new DatabaseChange.Column("w" + own, "bigint", true, Optional.empty(), true)),
        new DatabaseChange.SetRequired(table, "v" + own),
        new DatabaseChange.DropRequired(table, "v" + own),
        new DatabaseChange.SetDefault(table, own, text.get()),
        new DatabaseChange.SetType(table, own, "text"),
        new DatabaseChange.DropDefault(table, own),
        new DatabaseChange.SetDefault(
            table, own, new Default(Kind.EXPRESSION, "CURRENT_TIMESTAMP || 'x'")),
        new DatabaseChange.RenameColumn(table, "v" + own, "z" + own),
        new DatabaseChange.DropColumn(table, "w" + own),
        new DatabaseChange.RenameSequence(schema, own + "t_id_seq", "s" + own),
        new DatabaseChange.DropSequence(schema, "sq" + own),
        new DatabaseChange.AddUnique(target, new DatabaseChange.Group("r" + own, List.of(name))),
        new DatabaseChange.AddForeignKey(
            table,
            "f" + own,
            List.of(name),
            target,
            List.of(name),
            Optional.of("CASCADE"),
            Optional.of("SET DEFAULT"),
            true,
            true),
        new DatabaseChange.DropForeignKey(table, "f" + own),
        foreignKey(table, own, target, "SET NULL", "CASCADE", false),
        foreignKey(table, own + "n", target, "NO ACTION", "NO ACTION", true),
        foreignKey(table, own + "r", target, "RESTRICT", "SET NULL", true),
        foreignKey(table, own + "d", target, "SET DEFAULT", "RESTRICT", false),
        new DatabaseChange.InsertRow(
            target, List.of(new DatabaseChange.Cell("id", new Default(Kind.NUMBER, "7")))),
        new DatabaseChange.DropUnique(target, "r" + own),
        new DatabaseChange.InsertRow(target, List.of(new DatabaseChange.Cell(name, text.get()))),
        new DatabaseChange.DeleteRows(target, "id = 1 AND " + is),
        new DatabaseChange.InsertRow(
            table,
            List.of(
                new DatabaseChange.Cell("id", new Default(Kind.EXPRESSION, "3 + 4")),
                new DatabaseChange.Cell(own, text.get()))));
  }

  private static DatabaseChange foreignKey(
      TableName table,
      String name,
      TableName target,
      String onDelete,
      String onUpdate,
      boolean deferrable) {
    return new DatabaseChange.AddForeignKey(
        table,
        name,
        List.of("id"),
        target,
        List.of("id"),
        Optional.of(onDelete).filter(action -> !action.equals("NO ACTION")),
        Optional.of(onUpdate).filter(action -> !action.equals("NO ACTION")),
        deferrable,
        false);
  }

  private static List<String> rows(Statement statement, String schema) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (ResultSet result =
        statement.executeQuery(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace ="
                + " (SELECT oid FROM pg_namespace WHERE nspname = '"
                + schema.replace("'", "''")
                + "') ORDER BY relname COLLATE \"C\"")) {
      while (result.next()) {
        tables.add(result.getString(1));
      }
    }
    List<String> rows = new ArrayList<>();
    for (String table : tables) {
      try (ResultSet result = statement.executeQuery("TABLE " + Quoting.qualified(schema, table))) {
        while (result.next()) {
          rows.add(table + " " + result.getString(1) + " " + result.getString(2));
        }
      }
    }
    return rows;
  }
}
