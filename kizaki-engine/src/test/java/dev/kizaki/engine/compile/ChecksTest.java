package dev.kizaki.engine.compile;

import static dev.kizaki.engine.compile.SchemaRow.row;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Checks. */
class ChecksTest {
  @TestFactory
  Stream<DynamicTest> checks() {
    return SchemaRow.tests(
        row(
            "wherever they stand, checks belong to the entity; their texts are in one line",
            """
            entity T {
              id: int
              dueDate: date? @check(sql("due_date > '2020-01-01'")), a: int @column("A")
              @check(sql("id > 0 -- more\\n or  \\"due_date\\" is /* not */ null"), notValid: true)
              @check(sql("\\"A\\"<ID"), named: "small a")
              @check(sql("1 < 2"))
            }
            """,
            """
            entity T
              id: int
              dueDate: date?
              a: int
              key [id]
              check small a ("A"<id) over [a, id]
              check t_4fc5e26e_check (1 < 2) over []
              check t_due_date_check (due_date > '2020-01-01') over [dueDate]
              check t_90734a4d_check (id > 0 or due_date is null) not valid over [dueDate, id]
            """),
        row(
            "the same expression twice",
            "entity T { a: int @check(sql(\"a > 0\")) @check(sql(\"a  >  0\"), notValid: true) }",
            """
            a.inspire:1:40 INS304 this check is declared twice
              > remove one of them
              @ a.inspire:1:19 first declared here
            """),
        row(
            "a field in place of its column",
            "entity T { dueDate: date @check(sql(\"dueDate > now()\")) }",
            """
            a.inspire:1:37 INS305 SQL names columns, and the column of T.dueDate is due_date
              > write due_date in place of dueDate
            """),
        row(
            "more than an expression",
            "entity T { a: int @check(sql(\"a > 0; drop table t\")), @check(sql(\"(a\")) }",
            """
            a.inspire:1:30 INS305 the SQL holds a semicolon: it must be one expression
            a.inspire:1:66 INS305 the SQL expression never closes a (
            """),
        row(
            "names that PostgreSQL cannot hold, or that another constraint has",
            """
            entity T {
              a: int @check(sql("a > 0"), named: "") @check(sql("a > 1"), named: "x")
              t: T.id? @check(sql("a > 2"), named: "t_t_fkey") @check(sql("a > 3"), named: "x")
            }
            """,
            """
            a.inspire:2:38 INS105 this name is empty, but a name in PostgreSQL has at least one character
              > write another name, or none
            a.inspire:3:12 INS103 the foreign key of T.t and the check (a > 2) of T would both be named t_t_fkey in the database
              > rename one of them
              @ a.inspire:3:3 the foreign key of T.t is here
            a.inspire:3:52 INS103 the check (a > 1) of T and the check (a > 3) of T would both be named x in the database
              > rename one of them
              @ a.inspire:2:42 the check (a > 1) of T is here
            """));
  }
}
