package dev.kizaki.engine.object;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RefusedObjectsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      textBlock =
          """
          insert into t values (1) | run sql
          with a as (select 1) delete from b | run sql
          truncate t | run sql
          copy t from stdin | run sql
          select f() | run sql
          create table t (a int) | declare an entity
          create unlogged table t (a int) | declare an entity
          create temp table t (a int) | temporary
          create or replace temporary view v as select 1 | temporary
          create index i on t (a) | `@index`
          create unique index concurrently i on t (a) | leave out `concurrently`
          create sequence s | `sequence Name`
          create extension citext | `extension name`
          create schema s | kizaki.databaseSchema
          create database d | cannot run in a transaction
          create role r | outside of kizaki
          create policy p on t | outside of kizaki
          create foreign table t (a int) server s | declare an entity
          create type t as enum ('a') | `enum Name { A, B }`
          create publication p | by hand before
          vacuum t | by hand after
          begin | one transaction
          commit | one transaction
          set search_path = a | the settings of the session
          grant select on v to r | outside of kizaki
          drop view v | makes only
          do $$begin end$$ | hides
          refresh materialized view m | fills
          \\d t | psql
          call p() | not `call`
          create view a.v as select 1 | write v without its schema
          create trigger t before insert on a."B" execute function f() | write "B" without its schema
          create materialized view if not exists m as select 1 | leave out `if not exists`
          create aggregate a (basetype = int, sfunc = f, stype = int) | in brackets after its name
          create operator a.+ (leftarg = int) | without a schema
          create view U&"d\\0061t" as select 1 | U&
          comment on table t is 'x' | in its entity
          alter table t add a int | where it is declared
          create view | a name must follow
          create view v as select 'a | ' is never closed
          create view v as select (1 | never closes a (
          create view v as select 1) | never opened
          create function f() returns int begin atomic select 1; | never ends its `begin atomic`
          create view v as select 1; create view V as select 2 | twice
          create view v as select 1; alter view v owner to r | outside of kizaki
          create view v as select 1; alter view v rename to w | with its name
          create view v as select 1; alter view v set schema s | with its name
          create view v as select 1; create index i on v (a) | materialized view that the same text
          create materialized view m as select 1; create index on m (a) | give the index a name
          create view v as select 1; comment on view w is 'x' | the same text makes
          create function f(int) returns int; comment on function f(text) is 'x' | the same text makes
          create function f() returns trigger; alter table t disable trigger all | where it is declared
          """)
  void whatIsNotForObjectsIsRefusedWithTheWayOut(String create, String part) {
    assertThat(ObjectScript.of(create).problem())
        .hasValueSatisfying(problem -> assertThat(problem.sentence()).contains(part));
  }

  @Test
  void anEmptyTextIsRefused() {
    assertThat(ObjectScript.of("").problem()).isPresent();
    assertThat(ObjectScript.of(" -- nothing\n;/**/;").problem()).isPresent();
  }

  @Test
  void theProblemHasItsLine() {
    ObjectScript script =
        ObjectScript.of("create view v as\n  select '\n';\n\n  -- x\n  create\n table t ()");
    assertThat(script.problem())
        .hasValueSatisfying(problem -> assertThat(problem.line()).isEqualTo(7));
    assertThat(script.commands()).hasSize(1);
    assertThat(script.dropCommands()).isEmpty();
    assertThat(script.replaceCommands()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      textBlock =
          """
          create function f(a int) returns int; comment on function f(int) is 'x'
          create function f(a int) returns int; comment on function F is null
          create function f(a int) returns int; alter routine f(int) stable
          create procedure f(a int); comment on procedure f(a int) is 'x'
          create aggregate a(*) (sfunc = f); comment on aggregate a(*) is 'x'
          create view v as select 1; alter view v set (security_barrier = true)
          create view v as select 1; comment on column "v".a is 'x'
          create materialized view m as select 1; create unique index i on m (a); comment on index i is 'x'
          create materialized view m as select 1; alter materialized view m set (fillfactor = 50)
          create trigger t before insert on x execute function f(); comment on trigger t on x is 'a'
          create constraint trigger t after insert on x; alter table only x enable replica trigger t
          create rule r as on insert to x do nothing; alter table x disable rule r
          create domain d as int constraint c check (value > 0); comment on constraint c on domain d is 'x'
          create domain d as int; alter domain d set default 3
          create cast (a as b) without function; comment on cast (a as b) is 'x'
          create operator + (function = f, leftarg = int, rightarg = int); comment on operator + (int, int) is 'x'
          create operator family f using btree; alter operator family f using btree add operator 1 < (int, int)
          create text search configuration c (copy = simple); alter text search configuration c drop mapping for url
          create type t as (a int); comment on column t.a is 'x'
          """)
  void commentsChangesAndIndexesOfItsOwnAreForObjects(String create) {
    assertThat(ObjectScript.of(create).problem()).isEmpty();
  }
}
