package dev.kizaki.engine.compile;

import static dev.kizaki.engine.compile.SchemaRow.row;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The forms of indexes and uniques, and what PostgreSQL allows together. */
class IndexesTest {
  @TestFactory
  Stream<DynamicTest> indexes() {
    return SchemaRow.tests(
        row(
            "every form of an index, canonical",
            """
            entity T { a: int, b: string?, c: json, desc: int @index([a desc nullsFirst, b nullsLast], using: btree) @index([b ops("text_pattern_ops") nullsFirst desc], include: [a, c]) @index([c], using: gin) @index([desc desc nullsLast], unique: true, nulls: notDistinct) }
            """,
            """
            entity T
              id: uuid = uuid()
              a: int
              b: string?
              c: json
              desc: int
              key [id]
              index [a desc, b]
              index [b ops("text_pattern_ops") desc], include: [a, c]
              index [c], using: gin
              index [desc desc nullsLast], unique: true, nulls: notDistinct
            """),
        row(
            "a unique includes fields and regards nulls as equal",
            "entity T { a: int?, b: string @unique([a], include: [b], nulls: notDistinct) @unique }",
            """
            entity T
              id: uuid = uuid()
              a: int?
              b: string
              key [id]
              unique [a], include: [b], nulls: notDistinct
              unique [b]
            """),
        row(
            "an index of a reference that another method does not serve",
            """
            entity T { p: T.id?, q: T.id?, r: T.id?, s: int @index([p desc]) @index([q, s], using: brin) @index([r ops("uuid_ops"), s]) }
            """,
            """
            entity T
              id: uuid = uuid()
              p: T.id?
              q: T.id?
              r: T.id?
              s: int
              key [id]
              index [p desc]
              index [q, s], using: brin
              index [q]
              index [r ops("uuid_ops"), s]
              index [r]
            """),
        row(
            "hash over several fields",
            "entity T { a: int, b: int @index([a, b], using: hash) }",
            """
            a.inspire:1:27 INS302 a hash index is over one field only
              > write an index for each field, or use btree, brin, gin or gist
            """),
        row(
            "SP-GiST over several fields",
            "entity T { a: string, b: string @index([a, b], using: spgist) }",
            """
            a.inspire:1:33 INS302 a spgist index is over one field only
              > write an index for each field, or use btree, brin, gin or gist
            """),
        row(
            "a unique index of a method without order",
            "entity T { a: int[] @index([a], using: gin, unique: true) }",
            """
            a.inspire:1:53 INS302 a gin index cannot be unique
              > delete using: gin or unique: true
            """),
        row(
            "an order in a method without order",
            "entity T { a: int @index([a nullsLast], using: brin) }",
            """
            a.inspire:1:29 INS302 a brin index has no order
              > delete nullsLast
            """),
        row(
            "included fields of a method that has none",
            "entity T { a: int, b: int @index([a], using: hash, include: [b]) }",
            """
            a.inspire:1:61 INS302 a hash index cannot include fields
              > delete include, or use btree, gist or spgist
            """),
        row(
            "included fields of GIN",
            "entity T { a: int[], b: int @index([a], using: gin, include: [b]) }",
            """
            a.inspire:1:62 INS302 a gin index cannot include fields
              > delete include, or use btree, gist or spgist
            """),
        row(
            "equal nulls in an index that is not unique",
            "entity T { a: int? @index([a], nulls: notDistinct) }",
            """
            a.inspire:1:39 INS302 nulls: notDistinct has no meaning in an index that is not unique
              > delete it, or add unique: true
            """),
        row(
            "an included field that does not exist",
            "entity T { code: int, name: string @index([code], include: [nane]) }",
            """
            a.inspire:1:61 INS302 T has no field 'nane'
              > did you mean name?
            """),
        row(
            "a field that is included twice",
            "entity T { a: int, b: int @unique([a], include: [b, b]) }",
            """
            a.inspire:1:53 INS302 b is listed twice
              > list it once
            """),
        row(
            "a field that is searched by and included",
            "entity T { a: int, b: int @unique([a, b], include: [a]) }",
            """
            a.inspire:1:53 INS302 a is listed twice
              > list it once
            """),
        row(
            "a unique index is no target of a reference",
            """
            entity P { code: string @index([code], unique: true) }
            entity T { p: P.code }
            """,
            """
            a.inspire:2:15 INS303 P.code is neither the key of P nor unique
              > add @unique to it, or refer to P.id
            """),
        row(
            "a unique that includes fields is a target",
            """
            entity P { code: string, name: string @unique([code], include: [name]) }
            entity T { p: P.code }
            """,
            """
            entity P
              id: uuid = uuid()
              code: string
              name: string
              key [id]
              unique [code], include: [name]
            entity T
              id: uuid = uuid()
              p: P.code
              key [id]
              index [p]
            """),
        row(
            "two indexes over the same fields",
            "entity T { a: int @index([a]) @index([a desc]) }",
            """
            a.inspire:1:31 INS103 the index over T([a]) and the index over T([a desc]) would both be named t_a_idx in the database
              > keep one of them, or give one another name: named: "name"
              @ a.inspire:1:19 the index over T([a]) is here
            """),
        row(
            "two uniques over the same field",
            "entity T { a: int @unique, b: int @unique([a], include: [b]) }",
            """
            a.inspire:1:35 INS103 the unique over T([a]) and the unique over T([a], include: [b]) would both be named t_a_key in the database
              > keep one of them, or give one another name: named: "name"
              @ a.inspire:1:19 the unique over T([a]) is here
            """),
        row(
            "an index beside the one that a reference needs",
            "entity T { p: T.id? @index([p], using: hash) }",
            """
            a.inspire:1:21 INS103 the index over T([p]) and the index over T([p], using: hash) would both be named t_p_idx in the database
              > keep one of them, or give one another name: named: "name"
              @ a.inspire:1:12 the index over T([p]) is here
            """),
        row(
            "expressions and predicates, canonical",
            """
            entity T { a: string, b: int?, order: int @index([sql("lower( \\"a\\" )") desc, b], unique: true, where: sql("b   is /* no */ null -- x\\n and \\"order\\" > 0")) @index([sql("1")], using: hash) }
            """,
            """
            entity T
              id: uuid = uuid()
              a: string
              b: int?
              order: int
              key [id]
              index [sql("1")], using: hash
              index [sql("lower( a )") desc, b], unique: true, where: sql("b is null and \\"order\\" > 0")
            """),
        row(
            "SQL that is no expression",
            """
            entity T { a: string @index([sql("lower(a")]) @index([a], where: sql("a; b")) @index([sql("")]) }
            """,
            """
            a.inspire:1:34 INS302 the SQL expression never closes a (
            a.inspire:1:70 INS302 the SQL holds a semicolon: it must be one expression
            a.inspire:1:91 INS302 the SQL expression is empty
            """),
        row(
            "a column as an expression",
            """
            entity T { a: string, b: string @index([sql("(a)")]) @index([a, sql("b collate \\"C\\"")]) }
            """,
            """
            a.inspire:1:41 INS302 sql("(a)") is a column, not an expression
              > write the field alone; an index has the collation of its column
            a.inspire:1:65 INS302 sql("b collate \\"C\\"") is a column, not an expression
              > write the field alone; an index has the collation of its column
            """),
        row(
            "an expression in a list with a mistake",
            "entity T { a: string @index([sql(\"lower(a)\"), x]) }",
            """
            a.inspire:1:47 INS302 T has no field 'x'
              > did you mean a?
            """),
        row(
            "two indexes over the same function",
            "entity T { a: string, b: string @index([sql(\"lower(a)\")]) @index([sql(\"lower(b)\")]) }",
            """
            a.inspire:1:59 INS103 the index over T([sql("lower(a)")]) and the index over T([sql("lower(b)")]) would both be named t_lower_idx in the database
              > keep one of them, or give one another name: named: "name"
              @ a.inspire:1:33 the index over T([sql("lower(a)")]) is here
            """),
        row(
            "the same expression twice",
            "entity T { a: string @index([sql(\"lower(a)\")]) @index([sql(\"/* */ lower(a) \")]) }",
            """
            a.inspire:1:48 INS302 @index([sql("lower(a)")]) is declared twice
              > remove one of them, or name one: named: "name"
              @ a.inspire:1:22 first declared here
            """),
        row(
            "an index with SQL serves no reference, and no reference can point at it",
            """
            entity P { code: string @index([code], unique: true, where: sql("true")) }
            entity T { p: P.code, q: P.id @index([q, sql("1")], where: sql("p is null")) }
            """,
            """
            a.inspire:2:15 INS303 P.code is neither the key of P nor unique
              > add @unique to it, or refer to P.id
            """),
        row(
            "the same index twice in other words",
            "entity T { a: int @index([a desc]) @index([a desc nullsFirst], using: btree) }",
            """
            a.inspire:1:36 INS302 @index([a desc]) is declared twice
              > remove one of them, or name one: named: "name"
              @ a.inspire:1:19 first declared here
            """));
  }
}
