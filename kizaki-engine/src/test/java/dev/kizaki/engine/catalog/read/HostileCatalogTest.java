package dev.kizaki.engine.catalog.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.apply.Migrations;
import dev.kizaki.engine.catalog.CatalogComparison;
import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.DriftItem;
import dev.kizaki.engine.catalog.ExpectedCatalog;
import dev.kizaki.engine.catalog.IgnorePatterns;
import dev.kizaki.engine.catalog.ObjectKind;
import dev.kizaki.engine.catalog.ObjectName;
import dev.kizaki.engine.connect.ReadSession;
import dev.kizaki.engine.jdbc.EngineDatabase;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.testing.FullRun;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A catalog with hostile names and functions of other users. */
@FullRun
final class HostileCatalogTest {
  private static final List<String> NAMES =
      List.of(
          "Task",
          "a\"b",
          "it's",
          "; drop table task; --",
          "/* open",
          "$$",
          "back\\slash",
          "two\nlines",
          "bell\u0007\u001b[31m",
          "\u202Eright to left",
          "zero\u200Bwidth",
          "Ünïcödé 表",
          "{a,b}",
          "a,b",
          "NULL",
          "%s ?",
          "select",
          " ",
          "x".repeat(63),
          "é".repeat(31));

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void namesAreReadUnchanged(int major) throws SQLException {
    try (EngineDatabase database = new EngineDatabase(major)) {
      database.execute("create table task (id int)");
      for (String name : NAMES) {
        String quoted = Quoting.identifier(name);
        String label = "'" + name.replace("'", "''") + "'";
        database.execute(
            "create table " + quoted + " (" + quoted + " int)",
            "alter table task add " + quoted + " text default " + label,
            "alter table task add constraint " + quoted + " check (true)",
            "create type "
                + Quoting.identifier("e" + NAMES.indexOf(name) + name.substring(name.length() / 2))
                + " as enum ("
                + label
                + ")",
            "create function " + quoted + "() returns int language sql as 'select 1'",
            "create trigger "
                + quoted
                + " before update on task for each row"
                + " execute function suppress_redundant_updates_trigger()");
      }
      List<CatalogObject> found;
      try (ReadSession session = ReadSession.open(database.sessions())) {
        found = session.catalog(List.of("task"));
      }
      for (String name : NAMES) {
        assertThat(found.stream().map(CatalogObject::name))
            .contains(
                ObjectName.of(ObjectKind.TABLE, name),
                ObjectName.of(ObjectKind.COLUMN, "task", name),
                ObjectName.of(ObjectKind.CHECK, "task", name),
                ObjectName.of(ObjectKind.FUNCTION, name + "()"),
                ObjectName.of(ObjectKind.TRIGGER, "task", name));
      }
      CatalogComparison comparison =
          CatalogComparison.of(
              ExpectedCatalog.of(
                  List.of(CatalogObject.of(ObjectName.of(ObjectKind.TABLE, "task"))), Set.of()),
              found,
              IgnorePatterns.none());
      assertThat(comparison.drift()).hasSize(2 * NAMES.size() + 1);
      assertThat(comparison.drift().stream().map(DriftItem::text))
          .allMatch(line -> line.codePoints().allMatch(HostileCatalogTest::isPrintable));
    }
  }

  private static boolean isPrintable(int codePoint) {
    int type = Character.getType(codePoint);
    return type != Character.CONTROL && type != Character.FORMAT;
  }

  /** A user who may create functions in the schema must not be able to make the reader run them. */
  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void userDefinedFunctionsAreNotRun(int major) throws SQLException {
    try (EngineDatabase database = new EngineDatabase(major)) {
      database.apply(Migrations.of("0001_a", "create table task (id int default 7, o jsonb)"));
      String raise = " language plpgsql as $$ begin raise exception 'was run'; end $$";
      database.execute(
          "create function trap(a name, b text) returns bool" + raise,
          "create function trap(a name, b varchar) returns bool" + raise,
          "create function trap(a \"char\", b text) returns bool" + raise,
          "create function trap(a int2, b int4) returns bool" + raise,
          "create function glue(a text, b name) returns text" + raise,
          "create function glue(a name, b text) returns text" + raise,
          "create operator = (function = trap, leftarg = name, rightarg = text)",
          "create operator = (function = trap, leftarg = name, rightarg = varchar)",
          "create operator = (function = trap, leftarg = \"char\", rightarg = text)",
          "create operator <> (function = trap, leftarg = int2, rightarg = int4)",
          "create operator || (function = glue, leftarg = text, rightarg = name)",
          "create operator || (function = glue, leftarg = name, rightarg = text)",
          "create function quote_ident(name) returns text" + raise,
          "create function replace(name, text, text) returns text" + raise,
          "create function format_type(oid, int2) returns text" + raise,
          "create function set_config(varchar, varchar, bool) returns text" + raise,
          "create function pg_get_expr(pg_node_tree, int) returns text" + raise,
          "create function now() returns timestamptz" + raise,
          "alter table task add at timestamptz default public.now()",
          "alter database " + database.url().replaceFirst(".*/", "") + " set search_path = public");
      assertThatThrownBy(() -> database.query("select relname = 'a'::varchar from pg_class"))
          .hasMessageContaining("was run");
      assertThatThrownBy(() -> database.query("select quote_ident(relname) from pg_class"))
          .hasMessageContaining("was run");
      assertThatThrownBy(
              () -> database.query("select set_config('a.b'::varchar, 'c'::varchar, true)"))
          .hasMessageContaining("was run");
      try (ReadSession session = ReadSession.open(database.sessions())) {
        assertThat(session.applied()).hasSize(1);
        assertThat(session.lockHolder()).isEmpty();
        assertThat(session.canonicalJson(List.of("{ }"))).containsEntry("{ }", "{}");
        assertThat(session.catalog(List.of("task")).stream().map(CatalogObject::toString))
            .anyMatch(line -> line.contains("DEFAULT=[public.now()]"))
            .anyMatch(line -> line.contains("DEFAULT=[7]"));
      }
    }
  }
}
