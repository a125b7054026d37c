package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.PrintedSchema;
import dev.kizaki.engine.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A database that was adopted and migrated is dumped and restored, on the same and on a later major
 * version of PostgreSQL. Its expressions print in other forms then, and nothing else differs.
 */
@FullRun
class RestoredDatabaseTest {
  private static final String TABLES =
      """
      create extension citext;
      create type bill_state as enum ('open', 'in-progress', 'Done');
      create sequence bill_numbers as integer increment by 5 start with 100 cache 10;
      create table clients (
        id serial primary key,
        code char(8) not null check (code = upper(code)),
        mail citext check (mail like '%@%'),
        name varchar(80) constraint named check (name <> '' and char_length(name) between 2 and 80),
        kind varchar(10) not null default 'plain' check (kind in ('plain', 'special')),
        born date check (born > '1900-01-01' and extract(year from born) < 2100),
        since timestamp not null default (now() at time zone 'UTC'),
        tags text[] default '{}' check (array_length(tags, 1) < 10 or tags is null),
        data jsonb check (data ? 'a' and (data ->> 'a')::int > 0),
        place point,
        label text generated always as (coalesce(name, '') || ' (' || kind || ')') stored);
      create index clients_by_name on clients (lower(name), kind desc) where kind in ('plain', 'special');
      create index clients_by_data on clients using gin (data jsonb_path_ops) where data is not null;
      create unique index clients_by_mail on clients (mail) where not (kind = any (array['special', 'x']));
      create index clients_by_year on clients (((extract(year from born))::int)) where born is not null;
      create index clients_by_part on clients (substring(name from 1 for 3), trim(both ' ' from name));
      create table bills (
        tenant int not null,
        number bigint not null default nextval('bill_numbers'),
        client_id int not null constraint fk_bill_client references clients on delete cascade,
        state bill_state not null default 'open',
        net numeric(12, 2) not null default 0.00 check (net >= 0 and net <> 5::numeric),
        tax real default '0.2'::real,
        total numeric generated always as (round(net * 1.2, 2)) stored,
        due date default (current_date + 14),
        paid_at timestamptz default null,
        note varchar(200) default 'none'::character varying check (note !~* '^x' and note not like 'y%' escape '#'),
        at time default '08:00',
        wait interval default '1 day 02:00' check (wait < interval '1 year'),
        constraint bills_pk primary key (tenant, number),
        constraint paid_or_open check ((state = 'Done') = (paid_at is not null)),
        constraint due_later check (case when state in ('open', 'in-progress') then due is not null else true end),
        constraint not_both check (not (net > 100 and tax is null) or tenant not in (1, 2, 3)),
        constraint row_wise check ((tenant, number) > (0, 0) and tenant is distinct from number));
      alter table bills add constraint small check (tenant < 1000000) not valid;
      create index bills_open on bills (client_id, due desc nulls last) where state <> 'Done';
      create index bills_later on bills ((net + 1), (total::int)) where due > '2020-01-01'::date;
      create table lines (
        id bigint generated always as identity (sequence name line_numbers increment 3 start 7) primary key,
        tenant int not null, number bigint not null,
        amount int not null default -1,
        text text collate "default" default E'a\\nb''c' check (text ~ E'\\\\d*' or text is null),
        constraint fk_line_bill foreign key (tenant, number) references bills on update cascade
          deferrable initially deferred);
      insert into clients (code, mail, name, born, data)
        select 'C' || i, 'c' || i || '@X.org', 'Client ' || i, date '2000-01-01' + i, '{"a": 1}'
        from generate_series(1, 9) i;
      insert into bills (tenant, client_id, net) select 1, id, id * 10 from clients;
      insert into lines (tenant, number) select tenant, number from bills;
      """;

  @TempDir private Path root;

  @ParameterizedTest
  @CsvSource({"14, 14", "14, 18", "18, 18", "15, 17"})
  void whatWasRestoredGoesOn(int from, int to) throws Exception {
    try (TestDatabase old = PostgresServers.version(from).freshDatabase();
        TestDatabase restored = PostgresServers.version(to).freshDatabase();
        TestDatabase again = PostgresServers.version(to).freshDatabase()) {
      AdoptedDatabase adopted = new AdoptedDatabase(root, old).with(TABLES);
      RecordedLines lines = new RecordedLines();
      assertThat(adopted.adopt(lines).unmanaged()).as(lines.text()).isEmpty();
      adopted.apply();
      change(
          "name: varchar(80)?",
          "name: varchar(90)?\n  city: string? @check(sql(\"city in ('A', 'B')\"))");
      change(
          "amount: int = -1",
          "amount: bigint = -1\n  @index([sql(\"abs(amount)\")], where: sql(\"amount between 1 and 9\"))");
      assertThat(adopted.plan()).contains("0002_");
      adopted.apply();
      quiet(adopted);

      PrintedSchema.of(old).restore(restored);
      AdoptedDatabase moved = adopted.on(restored);
      quiet(moved);
      PrintedSchema.of(restored).restore(again);
      quiet(adopted.on(again));

      change("city: string?", "city: varchar(50)?");
      change("amount: bigint = -1", "amount: bigint = 0");
      change(
          "enum BillState {",
          "entity Payment { tenant: int, number: bigint, amount: int @check(sql(\"amount > 0\"))\n @reference([tenant, number] -> Bills([tenant, number])) }\nenum BillState {");
      assertThat(moved.plan("Clients.city using none")).contains("0003_");
      for (TestDatabase each : Set.of(old, restored, again)) {
        assertThat(adopted.on(each).apply()).contains("Applying 0003_");
        quiet(adopted.on(each));
        assertThat(
                value(
                    each,
                    "insert into lines (tenant, number) select tenant, max(number) from bills group by 1 returning id"))
            .isEqualTo("34");
        assertThat(
                value(
                    each, "select sum(total)::text || max(label) from bills, clients where id = 9"))
            .isEqualTo("540.00Client 9 (plain)");
      }
    }
  }

  private void change(String text, String with) throws Exception {
    Path file = AppliedProject.project(root).schemaDirectory().resolve("schema.inspire");
    String schema = Files.readString(file);
    assertThat(schema).containsOnlyOnce(text);
    Files.writeString(file, schema.replace(text, with));
  }

  /** Neither the goals that read nor a comparison of meanings find anything. */
  private void quiet(AdoptedDatabase database) {
    assertThat(database.status()).contains("Source drift: none").doesNotContain("[WARNING]");
    assertThat(database.statusOfMeanings())
        .contains("Source drift: none")
        .doesNotContain("[WARNING]");
    assertThat(database.plan()).contains("No schema changes.");
    assertThat(database.apply()).contains("Nothing to apply.");
  }

  private static String value(TestDatabase database, String query) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getString(1);
    }
  }
}
