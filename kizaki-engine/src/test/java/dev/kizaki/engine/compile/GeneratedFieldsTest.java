package dev.kizaki.engine.compile;

import static dev.kizaki.engine.compile.SchemaRow.row;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Generated fields and defaults in SQL: their canonical form, and the messages for others. */
class GeneratedFieldsTest {
  @TestFactory
  Stream<DynamicTest> expressions() {
    return SchemaRow.tests(
        row(
            "generated fields",
            """
            entity T {
              net: int, taxRate: int @column("tax %")
              a: int? = generated(sql(" net  * /* all */ 2 ")) @unique
              b: string = generated(sql("lower('net') || \\"tax %\\" || net.net"), virtual)
            }
            """,
            """
            entity T
              id: uuid = uuid()
              net: int
              taxRate: int
              a: int? = Generated[expression=SqlExpression[text=net * 2, fields=[net]], virtual=false]
              b: string = Generated[expression=SqlExpression[text=lower('net') || "tax %" || net.net, fields=[net, taxRate]], virtual=true]
              key [id]
              unique [a]
            """),
        row(
            "defaults in SQL, also where a function or literal of Inspire means the same",
            """
            entity T {
              now: datetime = sql("now()"), a: int = sql("42"), b: json = sql("'{}'::jsonb")
              zone: datetime = sql("now() at time zone 'UTC'")
            }
            """,
            """
            entity T
              id: uuid = uuid()
              now: datetime = Expression[expression=SqlExpression[text=now(), fields=[]]]
              a: int = Expression[expression=SqlExpression[text=42, fields=[]]]
              b: json = Expression[expression=SqlExpression[text='{}'::jsonb, fields=[]]]
              zone: datetime = Expression[expression=SqlExpression[text=now() at time zone 'UTC', fields=[]]]
              key [id]
            """));
  }

  @TestFactory
  Stream<DynamicTest> others() {
    return SchemaRow.tests(
        row(
            "a default that names a column",
            "entity T { a: int, b: int = sql(\"a + 1\") }",
            """
            a.inspire:1:33 INS203 a default cannot name a column of its table, such as a
              > write generated(sql("…")) for a value that is computed from other columns
            """),
        row(
            "a query",
            "entity T { a: int = sql(\"(Select max(b) from u)\") }",
            """
            a.inspire:1:25 INS203 the expression of a column cannot contain a query
              > compute the value from the row alone, or in a function
            """),
        row(
            "no whole expression",
            "entity T { a: int = sql(\"(1\"), b: int = generated(sql(\" \")), c: int = sql(\"1; 2\") }",
            """
            a.inspire:1:25 INS203 the SQL expression never closes a (
              > write one whole expression
            a.inspire:1:55 INS203 the SQL expression is empty
              > write one whole expression
            a.inspire:1:75 INS203 the SQL holds a semicolon: it must be one expression
              > write one whole expression
            """),
        row(
            "other arguments",
            "entity T { a: int = generated(), b: int = generated(\"a\"), c: int = generated(sql(\"a\"), stored) }",
            """
            a.inspire:1:21 INS203 generated takes one SQL expression, such as generated(sql("net + tax")), and virtual
              > write = generated(sql("…"))
            a.inspire:1:43 INS203 generated takes one SQL expression, such as generated(sql("net + tax")), and virtual
              > write = generated(sql("…"))
            a.inspire:1:68 INS203 generated takes one SQL expression, such as generated(sql("net + tax")), and virtual
              > write = generated(sql("…"))
            """),
        row(
            "a field that is computed from a generated one, or from itself",
            "entity T { a: int, b: int = generated(sql(\"a\")), c: int = generated(sql(\"a + b\")), d: int = generated(sql(\"d\")) }",
            """
            a.inspire:1:59 INS203 T.c is computed from b, which is generated too
              > write the expression of b instead of it
            a.inspire:1:93 INS203 T.d is computed from itself
              > name other columns
            """),
        row(
            "what a virtual field cannot be",
            """
            enum E { A }
            entity T {
              a: int, b: E = generated(sql("'A'"), virtual), c: int = generated(sql("a"), virtual) @unique
              d: int = generated(sql("a"), virtual), e: T.id? = generated(sql("null"), virtual)
              @index([a], include: [d])
            }
            """,
            """
            a.inspire:3:18 INS203 a virtual field cannot have an enum as its type
              > remove the word virtual, so that it is stored
            a.inspire:3:59 INS203 T.c is virtual and cannot be part of a key, a unique or an index
              > remove the word virtual, so that it is stored
            a.inspire:4:12 INS203 T.d is virtual and cannot be part of a key, a unique or an index
              > remove the word virtual, so that it is stored
            a.inspire:4:53 INS203 T.e is virtual and cannot be a reference
              > remove the word virtual, so that it is stored
            """),
        row(
            "a reference that would write to a generated field",
            """
            entity T {
              a: uuid, b: T.id? = generated(sql("a")) @onDelete(setNull), c: T.id? = generated(sql("a")) @onUpdate(cascade)
              d: T.id? = generated(sql("a")) @onDelete(cascade)
            }
            """,
            """
            a.inspire:2:23 INS203 T.b is generated, so that @onDelete(setNull) cannot write to it
              > remove the annotation
            a.inspire:2:74 INS203 T.c is generated, so that @onUpdate(cascade) cannot write to it
              > remove the annotation
            """),
        row(
            "a field of an embedded type",
            "type S { a: int = sql(\"1\"), b: int = generated(sql(\"a\")) }",
            """
            a.inspire:1:19 INS203 sql(…) needs a column, but a field of an embedded type has none
            a.inspire:1:38 INS203 generated(…) needs a column, but a field of an embedded type has none
            """));
  }
}
