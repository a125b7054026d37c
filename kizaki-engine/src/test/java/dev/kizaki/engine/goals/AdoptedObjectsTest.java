package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A project adopts views, functions, triggers and other objects in SQL. */
@FullRun
class AdoptedObjectsTest {
  private static final String SHOP =
      """
      create type state as enum ('open', 'done');
      create domain email as text constraint has_at check (value like '%@%');
      create type money_value as (amount numeric(12, 2), currency char(3));
      create function slug(title text) returns text language sql immutable as
      'select lower(title)';
      create table customer (id bigint primary key, mail email not null, name text);
      create table orders (
        id bigint primary key, customer_id bigint not null references customer,
        title text not null, state state not null default 'open', price money_value,
        touched_at timestamptz,
        slug text generated always as (slug(title)) stored,
        check (slug(title) <> ''));
      create index on orders (slug(title));
      create function touch() returns trigger language plpgsql as $$
      begin
        new.touched_at := now();
        return new;
      end $$;
      create function touch(n int) returns bigint language plpgsql as $$
      begin
        return (select count(*) from orders where id > n);
      end $$;
      create trigger touched before update on orders for each row
        when (old.title is distinct from new.title) execute function touch();
      create trigger audited after insert on orders for each row execute function touch();
      create trigger audited after insert on customer for each row execute function touch();
      alter table customer disable trigger audited;
      create view open_orders with (security_barrier) as
        select id, title from orders where state <> 'done';
      comment on view open_orders is 'What''s still open';
      create view "Names" as select o.title, c.name from open_orders o join customer c using (id);
      create materialized view totals as
        select customer_id, count(*) as n from orders group by customer_id;
      create unique index on totals (customer_id);
      create procedure clean() language plpgsql as $$ begin delete from orders; end $$;
      create aggregate longest(text) (sfunc = textcat, stype = text, initcond = '');
      create function equal(money_value, money_value) returns boolean language sql immutable as
        'select $1.amount = $2.amount';
      create function unequal(money_value, money_value) returns boolean language sql immutable as
        'select not equal($1, $2)';
      create operator === (leftarg = money_value, rightarg = money_value, function = equal,
        commutator = ===, negator = !===);
      create operator !=== (leftarg = money_value, rightarg = money_value, function = unequal,
        commutator = !===, negator = ===);
      create function as_text(money_value) returns text language sql immutable as
        'select $1.amount || '' '' || $1.currency';
      create cast (money_value as text) with function as_text(money_value) as assignment;
      create rule keep as on delete to open_orders do instead nothing;
      """;

  @TempDir private Path temporary;
  private final RecordedLines lines = new RecordedLines();

  /** A database that the history made is adopted, in a new project, to the same bytes. */
  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void whatIsAdoptedLeadsToItselfAgain(int major) throws Exception {
    try (TestDatabase database = PostgresServers.version(major).freshDatabase();
        TestDatabase made = PostgresServers.version(major).freshDatabase()) {
      AdoptedDatabase adopted = adopted("one", database).with(SHOP);
      adopted.adopt(lines);
      assertThat(lines.text()).doesNotContain("unmanaged");
      assertThat(lines.text()).contains("Adopted 2 tables and 19 objects.");
      assertThat(adopted.plan()).contains("No schema changes.");
      assertThat(adopted.apply()).contains("Baselined 0001_adopt: 2 tables match.");
      assertThat(adopted.on(made).apply()).contains("Applying 0001_adopt...");
      adopted.on(made).with("drop table __kizaki_migration");
      adopted("two", made).adopt(new RecordedLines());
      assertThat(files("two")).isEqualTo(files("one"));
      assertThat(files("one").keySet())
          .contains(
              "src/main/inspire/views/names.sql",
              "src/main/inspire/functions/touch2.sql",
              "src/main/inspire/types/email.sql",
              "src/main/inspire/triggers/orders_audited.sql");
    }
  }

  /** Another database has the same names, but what they make differs. */
  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void aBaselineComparesWhatObjectsMake(int major) throws Exception {
    try (TestDatabase database = PostgresServers.version(major).freshDatabase();
        TestDatabase other = PostgresServers.version(major).freshDatabase()) {
      AdoptedDatabase adopted = adopted("one", database).with(SHOP);
      adopted.adopt(lines);
      assertThatThrownBy(adopted::statusOfMeanings)
          .hasMessageContaining("Baseline: 2 tables match")
          .hasMessageContaining("cast \"(money_value as text)\"")
          .hasMessageNotContaining("Database drift");
      adopted
          .on(other)
          .with(SHOP.replace("select lower(title)", "select upper(title)"))
          .with("create or replace view open_orders as select id, title from orders where id > 3")
          .with("drop trigger audited on orders")
          .with(
              "create trigger audited before delete on orders for each row execute function"
                  + " touch()");
      assertThatThrownBy(adopted.on(other)::apply)
          .hasMessageContaining(
              "The database has objects of 0001_adopt, but differs from what that migration makes.")
          .hasMessageContaining("function slug(text) was changed")
          .hasMessageContaining("view open_orders was changed")
          .hasMessageContaining("trigger audited on orders was changed");
      assertThatThrownBy(adopted.on(other)::statusOfMeanings)
          .hasMessageContaining("view open_orders was changed");
    }
  }

  @Test
  void objectsAreDeclaredByTheirFiles() throws Exception {
    try (TestDatabase database = PostgresServers.version(17).freshDatabase()) {
      AdoptedDatabase adopted = adopted("one", database).with(SHOP);
      adopted.adopt(lines);
      assertThat(adopted.schema())
          .contains(
              """
              object OpenOrders uses [Orders, State] {
                create from "views/open_orders.sql"
              }
              """,
              """
              object Touched uses [Orders, Touch] {
                create from "triggers/touched.sql"
              }
              """,
              """
              object Touch2 uses [Orders] {
                create from "functions/touch2.sql"
              }
              """);
      assertThat(files("one"))
          .containsEntry(
              "src/main/inspire/triggers/customer_audited.sql",
              """
              CREATE TRIGGER audited AFTER INSERT ON customer FOR EACH ROW EXECUTE FUNCTION touch();
              ALTER TABLE customer DISABLE TRIGGER audited;
              """)
          .containsEntry(
              "src/main/inspire/views/open_orders.sql",
              """
              CREATE VIEW open_orders WITH (security_barrier=true) AS
              SELECT id,
                  title
                 FROM orders
                WHERE (state <> 'done'::state);
              COMMENT ON VIEW open_orders IS 'What''s still open';
              """);
      assertThat(lines.text())
          .contains("`uses` of 3 objects follows from the words in it: Touch2, Unequal, Clean");
    }
  }

  @Test
  void whatCannotBeManagedHasAReason() throws Exception {
    try (TestDatabase database = PostgresServers.version(17).freshDatabase()) {
      adopted("one", database)
          .with(
              """
              create table task (id int primary key, title text);
              create table part (id int) partition by range (id);
              create view parts as select id from part;
              create view more_parts as select id from parts;
              create function count_parts() returns bigint language sql as
                'select count(*) from part';
              create schema app;
              create table app.far (id int);
              create view far as select id from app.far;
              create function app.own(text) returns text language sql immutable as 'select $1';
              create table needy (id int, title text, check (app.own(title) <> ''));
              create function of_row(task) returns boolean language sql immutable as
                'select $1.id > 0';
              create table loops (id int);
              create function of_loops(loops) returns boolean language sql immutable as
                'select true';
              alter table loops add check (of_loops(loops.*));
              create collation deep (locale = 'C');
              create statistics st on id, title from task;
              create view good as select of_row(task.*) from task;
              """)
          .adopt(lines);
      assertThat(lines.text())
          .contains(
              "1 table stays unmanaged, because it is partitioned: part",
              "1 table stays unmanaged, because it needs the function app.own(text): needy",
              "1 table stays unmanaged, because it needs the function of_loops(loops), which uses"
                  + " the table itself: loops",
              "2 objects stay unmanaged, because each of them uses a table that stays unmanaged:"
                  + " function of_loops(loops) (table loops), view parts (table part)",
              "1 object stays unmanaged, because it uses an object that stays unmanaged: view"
                  + " more_parts (view parts)",
              "1 object stays unmanaged, because it uses an object of another schema: view far"
                  + " (table app.far)",
              "1 object stays unmanaged, because its body names something that stays unmanaged:"
                  + " function count_parts() (part)",
              "1 object stays unmanaged, because adopt has no text for objects of its kind:"
                  + " collation deep",
              "Adopted 1 of 4 tables and 2 objects.");
    }
  }

  /** A body of text names a table that only this database has, so that no other server takes it. */
  @Test
  void whatAnotherServerRefusesStaysUnmanaged() throws Exception {
    try (TestDatabase database = PostgresServers.version(17).freshDatabase()) {
      AdoptedDatabase adopted =
          adopted("one", database)
              .with(
                  """
                  create table task (id int primary key, title text);
                  create schema app;
                  create table app.far (id int);
                  create function count_far() returns bigint language sql as
                    'select count(*) from app.far';
                  create view far as select count_far() from task;
                  create view good as select title from task;
                  """);
      adopted.adopt(lines);
      assertThat(lines.text())
          .contains(
              "1 object stays unmanaged, because another server refuses its text: function"
                  + " count_far() (ERROR: relation \"app.far\" does not exist)",
              "1 object stays unmanaged, because it uses an object that stays unmanaged: view far",
              "Adopted 1 table and 1 object.");
      assertThat(adopted.apply()).contains("Baselined 0001_adopt: 1 table matches.");
    }
  }

  /** Line ends of Windows would be lost in a file. */
  @Test
  void aTextThatNoFileKeepsStandsInTheSchema() throws Exception {
    try (TestDatabase database = PostgresServers.version(17).freshDatabase();
        TestDatabase made = PostgresServers.version(17).freshDatabase()) {
      AdoptedDatabase adopted =
          adopted("one", database)
              .with(
                  "create table task (id int primary key); create function f() returns int"
                      + " language plpgsql as 'begin\r\n  return 1;\r\nend'");
      adopted.adopt(lines);
      assertThat(adopted.schema()).contains("begin\\u000D\\n");
      adopted.on(made).apply();
      assertThat(adopted.on(made).dump()).containsAll(adopted.dump());
    }
  }

  @Test
  void aFileThatIsThereIsNotReplaced() throws Exception {
    try (TestDatabase database = PostgresServers.version(17).freshDatabase()) {
      AdoptedDatabase adopted = adopted("one", database).with(SHOP);
      AppliedProject.write(adopted.root(), "src/main/inspire/views/open_orders.sql", "select 1;\n");
      assertThatThrownBy(() -> adopted.adopt(lines))
          .hasMessageStartingWith("src/main/inspire/views/open_orders.sql exists already");
      assertThat(files("one")).hasSize(1);
    }
  }

  @Test
  void splitFilesHaveTheObjectsInOne() throws Exception {
    try (TestDatabase database = PostgresServers.version(17).freshDatabase()) {
      AdoptedDatabase adopted = adopted("one", database).with(SHOP);
      adopted.adopt(lines, true);
      assertThat(files("one").get("src/main/inspire/objects.inspire"))
          .contains("object OpenOrders", "object Touched");
      assertThat(adopted.plan()).contains("No schema changes.");
    }
  }

  private AdoptedDatabase adopted(String name, TestDatabase database) throws IOException {
    return new AdoptedDatabase(Files.createDirectories(temporary.resolve(name)), database);
  }

  /** The files that adopting has written, by path. */
  private SortedMap<String, String> files(String name) throws IOException {
    Path root = temporary.resolve(name);
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path each : all.filter(Files::isRegularFile).toList()) {
        String path = root.relativize(each).toString().replace('\\', '/');
        if (!path.startsWith(".") && !path.contains("/.")) {
          files.put(path, Files.readString(each));
        }
      }
    }
    return files;
  }
}
