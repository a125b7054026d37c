package dev.kizaki.engine.liquibase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.cases.CatalogDump;
import dev.kizaki.engine.changelog.Change;
import dev.kizaki.engine.changelog.NativeDdl;
import dev.kizaki.engine.sql.Ddl;
import dev.kizaki.engine.sql.Ddl.Default;
import dev.kizaki.engine.sql.Ddl.Default.Kind;
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

/** What is called equivalent is: the catalog and the rows are those of PostgreSQL's own words. */
@FullRun
class NativeDdlTest {
  /** What ends, opens, escapes or hides something somewhere; and names that mean something. */
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
    List<Ddl> all = new ArrayList<>();
    List<List<Change>> changes = new ArrayList<>();
    for (String name : NAMES) {
      List<Ddl> commands = commands(schema, name, all.size());
      changes.add(commands.stream().map(NativeDdlTest::change).toList());
      all.addAll(commands);
    }
    Set<Class<?>> kinds = new LinkedHashSet<>();
    all.stream().filter(NativeDdl::isEquivalent).forEach(ddl -> kinds.add(ddl.getClass()));
    assertThat(kinds).containsExactlyInAnyOrder(Ddl.class.getPermittedSubclasses());

    try (TestDatabase database = PostgresServers.version(major).freshDatabase();
        Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute("CREATE SCHEMA liquibase");
      String quoted = Quoting.identifier(schema);
      statement.execute("CREATE SCHEMA IF NOT EXISTS " + quoted);
      for (Ddl ddl : all) {
        statement.execute(DirectSql.of(ddl));
      }
      List<String> direct = CatalogDump.of(connection, schema);
      List<String> rows = rows(statement, schema);
      statement.execute("DROP SCHEMA " + quoted + " CASCADE");
      statement.execute("CREATE SCHEMA " + quoted);
      String master =
          new ChangelogDirectory(directory).write(ChangelogDirectory.of(schema, changes));
      liquibase.update(connection, directory, master);
      assertThat(CatalogDump.of(connection, schema)).isEqualTo(direct);
      assertThat(rows(statement, schema)).isEqualTo(rows);
    }
  }

  private static Change change(Ddl ddl) {
    return NativeDdl.isEquivalent(ddl) ? new Change.Native(ddl) : new Change.Sql(DirectSql.of(ddl));
  }

  /** Every kind of command, with the name wherever there can be one. */
  private static List<Ddl> commands(String schema, String name, int number) {
    String own = number + name;
    TableName target = new TableName(schema, name);
    TableName first = new TableName(schema, own + "t");
    TableName table = new TableName(schema, own);
    Optional<Default> text = Optional.of(new Default(Kind.TEXT, name));
    Ddl.Column id = new Ddl.Column("id", "integer", true, Optional.empty(), true);
    Ddl.Column named = new Ddl.Column(name, "text", true, text, false);
    Ddl.Column other = new Ddl.Column(own, "text", false, Optional.empty(), false);
    Ddl.Group key = new Ddl.Group(own + "k", List.of(name, "id"));
    Ddl.Group unique = new Ddl.Group("u" + own, List.of(own, name));
    Ddl.Group index = new Ddl.Group("i" + own, List.of(own, name));
    String is = Quoting.identifier(name) + " = '" + name.replace("'", "''") + "'";
    return List.of(
        new Ddl.CreateTable(
            target,
            List.of(id, named),
            Optional.of(new Ddl.Group(own + "p", List.of("id", name))),
            List.of(new Ddl.Group("q" + own, List.of("id")))),
        new Ddl.CreateTable(first, List.of(id, named, other), Optional.of(key), List.of(unique)),
        new Ddl.RenameTable(first, own),
        new Ddl.CreateTable(first, List.of(id), Optional.empty(), List.of()),
        new Ddl.DropTable(first),
        new Ddl.DropUnique(table, unique.name()),
        new Ddl.AddUnique(table, unique),
        new Ddl.DropKey(table, key.name()),
        new Ddl.AddKey(table, key),
        new Ddl.CreateIndex(table, index),
        new Ddl.DropIndex(table, index.name()),
        new Ddl.CreateIndex(table, new Ddl.Group(index.name(), List.of(name))),
        new Ddl.AddColumn(table, new Ddl.Column("v" + own, "text", false, text, false)),
        new Ddl.AddColumn(table, new Ddl.Column("w" + own, "bigint", true, Optional.empty(), true)),
        new Ddl.SetRequired(table, "v" + own),
        new Ddl.DropRequired(table, "v" + own),
        new Ddl.SetDefault(table, own, text.get()),
        new Ddl.SetType(table, own, "text"),
        new Ddl.DropDefault(table, own),
        new Ddl.SetDefault(table, own, new Default(Kind.EXPRESSION, "CURRENT_TIMESTAMP || 'x'")),
        new Ddl.RenameColumn(table, "v" + own, "z" + own),
        new Ddl.DropColumn(table, "w" + own),
        new Ddl.RenameSequence(schema, own + "t_id_seq", "s" + own),
        new Ddl.AddUnique(target, new Ddl.Group("r" + own, List.of(name))),
        new Ddl.AddForeignKey(table, "f" + own, name, target, name, "CASCADE"),
        new Ddl.DropForeignKey(table, "f" + own),
        new Ddl.AddForeignKey(table, own, "id", target, "id", "SET NULL"),
        new Ddl.AddForeignKey(table, own + "n", "id", target, "id", "NO ACTION"),
        new Ddl.AddForeignKey(table, own + "r", "id", target, "id", "RESTRICT"),
        new Ddl.InsertRow(target, List.of(new Ddl.Cell("id", new Default(Kind.NUMBER, "7")))),
        new Ddl.DropUnique(target, "r" + own),
        new Ddl.InsertRow(target, List.of(new Ddl.Cell(name, text.get()))),
        new Ddl.DeleteRows(target, "id = 1 AND " + is),
        new Ddl.InsertRow(
            table,
            List.of(
                new Ddl.Cell("id", new Default(Kind.EXPRESSION, "3 + 4")),
                new Ddl.Cell(own, text.get()))));
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
