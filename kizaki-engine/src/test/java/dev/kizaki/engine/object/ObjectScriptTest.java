package dev.kizaki.engine.object;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ObjectScriptTest {
  private static ObjectScript script(String sql) {
    ObjectScript script = ObjectScript.of(sql);
    assertThat(script.problem()).isEmpty();
    return script;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      textBlock =
          """
          create view v as select 1 | drop view v
          create or replace view V as select 1 | drop view v
          create recursive view v (n) as select 1 | drop view v
          create view "V ""w"".x" as select 1 | drop view "V ""w"".x"
          create view größe as select 1 | drop view "größe"
          create view "user" as select 1 | drop view "user"
          CREATE /* a */ VIEW -- b | drop view c
          create materialized view m as select 1 with no data | drop materialized view m
          create function f() returns int language sql as $$select 1$$ | drop function f()
          create function f(a int, b text default 'x,)') returns int | drop function f(int, text)
          create function f(int = 1, double precision default 2) returns int | drop function f(int, double precision)
          create function f(double int, out o text, inout p numeric(10, 2)) | drop function f(int, numeric(10, 2))
          create function f(in a int, in out b int, c out int, variadic d text[]) | drop function f(int, int, variadic text[])
          create function f(a timestamp(3) with time zone, character varying (20)) | drop function f(timestamp(3) with time zone, character varying(20))
          create function f("my Arg" "My Type", public.Citext, t.c%type) | drop function f("My Type", public.citext, t.c%type)
          create function f(a "char", "double" "bit", b char) | drop function f("char", "bit", char)
          create function f(interval year to month, name text, date date) | drop function f(interval year to month, text, date)
          create procedure p(a int, out b text, inout c int) as '' | drop procedure p(int, out text, inout int)
          create aggregate a(int) (sfunc = s, stype = int) | drop aggregate a(int)
          create aggregate a(*) (sfunc = s, stype = int) | drop aggregate a(*)
          create aggregate a(x float8 order by y anyelement) (sfunc = s, stype = int) | drop aggregate a(float8 order by anyelement)
          create aggregate a(order by y int, text) (sfunc = s, stype = int) | drop aggregate a(order by int, text)
          create trigger t before insert or update of a, b on "Task" execute function f() | drop trigger t on "Task"
          create constraint trigger t after insert on x from y deferrable execute function f() | drop trigger t on x
          create event trigger e on ddl_command_end execute function f() | drop event trigger e
          create rule r as on update to x do also notify y | drop rule r on x
          create domain d as text check (value <> '') | drop domain d
          create type t as (a int, b text) | drop type t
          create type t as range (subtype = float8) | drop type t
          create cast (numeric (3) as "Mood") with inout | drop cast (numeric(3) as "Mood")
          create operator <+> (function = f, leftarg = int, rightarg = text) | drop operator <+> (int, text)
          create operator !! (procedure = f, rightarg = text) | drop operator !! (none, text)
          create operator == (function = f, leftarg = int, rightarg = int, commutator = ==) | drop operator == (int, int)
          create operator class c for type int using btree family f as operator 1 < | drop operator class c using btree
          create operator class c default for type int using btree as operator 1 < | drop operator family c using btree
          create operator family c using btree | drop operator family c using btree
          create collation c (locale = 'de') | drop collation c
          create text search configuration c (copy = simple) | drop text search configuration c
          create text search dictionary c (template = simple) | drop text search dictionary c
          create statistics s on a, b from x | drop statistics s
          """)
  void eachKindIsDroppedByItsSignature(String create, String drop) {
    String whole = create.endsWith("-- b") ? create + "\n c as select 1" : create;
    assertThat(script(whole).dropCommands()).contains(List.of(drop));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      textBlock =
          """
          create type t
          create type t (input = i, output = o)
          create operator < (function = f, leftarg = int, rightarg = int, commutator = >)
          create operator = (function = f, leftarg = int, rightarg = text, commutator = =)
          create operator = (function = f, leftarg = int, rightarg = int, negator = <>)
          """)
  void aDropThatIsNotPlainIsAbsent(String create) {
    assertThat(script(create).dropCommands()).isEmpty();
  }

  @Test
  void whatSeveralCommandsMakeIsDroppedBackwards() {
    ObjectScript script =
        script(
            """
            -- Sets the time of a change; always.
            create function touch() returns trigger language plpgsql as $f$
            begin new.at := now(); return new; end; $f$;
            create trigger "Touch;" before update on task for each row execute function touch();
            comment on function touch() is 'a;b';
            alter function touch() set search_path = '';
            alter table task enable always trigger "Touch;";;
            """);
    assertThat(script.dropCommands())
        .contains(List.of("drop trigger \"Touch;\" on task", "drop function touch()"));
    assertThat(script.commands().stream().map(ObjectCommand::line)).containsExactly(2, 4, 5, 6, 7);
    assertThat(script.commands().get(3).text())
        .isEqualTo("alter function touch() set search_path = ''");
    assertThat(script.madeNames().get(1))
        .isEqualTo(
            new MadeObject(
                ObjectKind.TRIGGER,
                "Touch;",
                List.of(),
                Optional.of("task"),
                "\"Touch;\" on task",
                true));
  }

  @Test
  void overloadsAreTwoObjects() {
    assertThat(
            script("create function f(int) returns int; create function f(a text) returns int")
                .dropCommands())
        .contains(List.of("drop function f(text)", "drop function f(int)"));
  }

  @Test
  void aTextIsSplitAsTheServerSplitsIt() {
    ObjectScript script =
        script(
            """
            create function f(a int) returns int begin atomic
              select case when a > 1 then case a when 2 then 3 end else 4 end as end;
              select t.end, t.case from t;
            end;
            create procedure p() language sql begin atomic end;
            create rule r as on insert to v do instead (select 1; select 2);
            create function g() returns text language sql as E'select ''\\';'';' /* ; /* ; */ */;
            create function h() returns text language sql as 'select '
              ';';
            create function i() returns text language sql as $a$ $b$ ; $a$;
            create view ";" as select 1 as begin, 2 as atomic
            """);
    assertThat(script.madeNames().stream().map(MadeObject::name))
        .containsExactly("f", "p", "r", "g", "h", "i", ";");
  }

  @Test
  void aTypeMayBeMadeAsAShellFirst() {
    ObjectScript script =
        script(
            "create type t; create function i(cstring) returns t; create function o(t) returns"
                + " cstring; create type t (input = i, output = o)");
    assertThat(script.madeNames()).hasSize(3);
    assertThat(script.commands()).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      textBlock =
          """
          create view v as select 1 | create or replace view v as select 1
          create or /**/ replace view v as select 1 | create or /**/ replace view v as select 1
          CREATE RECURSIVE VIEW v (a) as select 1 | CREATE or replace RECURSIVE VIEW v (a) as select 1
          create function f() returns int | create or replace function f() returns int
          create procedure f() | create or replace procedure f()
          create trigger t after insert on x | create or replace trigger t after insert on x
          create aggregate a(int) (sfunc = s) | create or replace aggregate a(int) (sfunc = s)
          create rule r as on insert to x do nothing | create or replace rule r as on insert to x do nothing
          """)
  void whatCanBeReplacedIsReplaced(String create, String replace) {
    assertThat(script(create).replaceCommands()).contains(List.of(replace));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      textBlock =
          """
          create materialized view v as select 1
          create constraint trigger t after insert on x
          create domain d as text
          create type t as (a int)
          create cast (a as b) without function
          create view v as select 1; create domain d as text
          """)
  void whatPostgresCannotReplaceIsAbsent(String create) {
    assertThat(script(create).replaceCommands()).isEmpty();
  }

  @Test
  void whatFollowsIsRunAgainWhenReplaced() {
    assertThat(
            script("create view v as select 1 a; comment on column v.a is 'x'").replaceCommands())
        .contains(
            List.of("create or replace view v as select 1 a", "comment on column v.a is 'x'"));
  }

  @Test
  void aPositionInACommandIsOneOfTheText() {
    String text = "-- ä\n create view a as select '😀', b;\ncreate or replace view c as select d";
    ObjectScript script = script(text);
    List<String> replacing = script.replaceCommands().orElseThrow();
    for (String command : List.of(script.commands().get(0).text(), replacing.get(0))) {
      int b = command.codePointCount(0, command.indexOf(", b")) + 3;
      assertThat(script.offset(command, b)).hasValue(text.indexOf(", b") + 2);
      assertThat(script.offset(command, 0)).hasValue(text.indexOf("create"));
    }
    String second = replacing.get(1);
    assertThat(script.offset(second, second.length())).hasValue(text.length() - 1);
    assertThat(script.offset(second, 10_000)).hasValue(text.length() - 1);
    assertThat(script.offset("drop view a", 1)).isEmpty();
  }

  /** A text of this size takes a second; one that is read again for each token, minutes. */
  @Test
  @Timeout(120)
  void longTextsAreReadInLinearTime() {
    String body = "select 'x', \"y\", a.b /* ; */ from c; -- d\n".repeat(25_000);
    String spaces = "\n".repeat(1_000_000);
    for (String create :
        List.of(
            "create function f() returns int as $b$" + body + "$b$",
            "create function f() returns int begin atomic " + body + " end",
            "create function f() returns int as '" + body.replace("'", "''") + "'",
            "create function f() returns int as ''" + spaces,
            "create function f() returns int as ''" + "--\n".repeat(300_000) + "''",
            "create function f(a int" + ", b int".repeat(100_000) + ")",
            "create view v as select " + "(".repeat(200_000) + ")".repeat(200_000),
            "create view v as select 1" + "; comment on view v is 'a'".repeat(30_000))) {
      ObjectScript script = script(create);
      assertThat(script.madeNames()).hasSize(1);
      assertThat(script.words()).contains("create");
      assertThat(script.dropCommands()).isPresent();
    }
  }
}
