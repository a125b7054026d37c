package dev.kizaki.engine.compile;

import static dev.kizaki.engine.compile.SchemaRow.row;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Keys, uniques and indexes. */
class KeysTest {
  @TestFactory
  Stream<DynamicTest> keys() {
    return SchemaRow.tests(
        row(
            "the key that nobody wrote stands first",
            "entity T { a: int }",
            """
            entity T
              id: uuid = uuid()
              a: int
              key [id]
            """),
        row(
            "a field called id is the key, in its place",
            "entity T { a: int, id: int = autoincrement() }",
            """
            entity T
              a: int
              id: int = autoincrement()
              key [id]
            """),
        row(
            "@primaryKey on a field",
            "entity T { a: int, code: string @primaryKey }",
            """
            entity T
              a: int
              code: string
              key [code]
            """),
        row(
            "@primaryKey elsewhere leaves id a plain field",
            "entity T { id: int?, code: string @primaryKey }",
            """
            entity T
              id: int?
              code: string
              key [code]
            """),
        row(
            "@noKey wins over a field called id",
            "entity T @noKey { id: int?, a: int @unique } entity U @noKey { } entity V { a: T.a }",
            """
            entity T
              id: int?
              a: int
              unique [a]
            entity U
            entity V
              id: uuid = uuid()
              a: T.a
              key [id]
              index [a]
            """),
        row(
            "@noKey beside a key",
            "entity T @noKey { a: int @primaryKey, b: int, @primaryKey([a, b]) }",
            """
            a.inspire:1:26 INS301 T has a primary key, but @noKey says that it has none
              > remove one of them
            a.inspire:1:47 INS301 T has a primary key, but @noKey says that it has none
              > remove one of them
            """),
        row(
            "a reference to an entity without a key",
            "entity T @noKey { id: int, a: int @unique } entity U { t: T.id }",
            """
            a.inspire:1:59 INS303 T has no key, and T.id is not unique
              > add @unique to it, or refer to T.a
            """),
        row(
            "@primaryKey over two fields, in the order of the list",
            "entity T { a: int, b: int @primaryKey([b, a]) }",
            """
            entity T
              a: int
              b: int
              key [b, a]
            """),
        row(
            "the key may be a reference, and composite",
            """
            entity Membership {
              orgId: Org.id
              userId: __User.id
              @primaryKey([orgId, userId])
            }
            entity Org {}
            """,
            """
            system __User
            entity Membership
              orgId: Org.id
              userId: __User.id
              key [orgId, userId]
              index [userId]
            entity Org
              id: uuid = uuid()
              key [id]
            """),
        row(
            "a unique over the key stays",
            "entity T { id: uuid @unique }",
            """
            entity T
              id: uuid
              key [id]
              unique [id]
            """),
        row(
            "two fields",
            "entity T { a: int @primaryKey, b: int @primaryKey }",
            """
            a.inspire:1:39 INS301 T already has a primary key
              > for one key of both fields, write @primaryKey([a, b]) on the entity
              @ a.inspire:1:19 the first is here
            """),
        row(
            "a field and the entity",
            "entity T { @primaryKey([b, c]) a: int @primaryKey b: int c: int }",
            """
            a.inspire:1:39 INS301 T already has a primary key
              > remove one of them
              @ a.inspire:1:12 the first is here
            """),
        row(
            "nullable",
            "entity T { code: string? @primaryKey }",
            """
            a.inspire:1:12 INS301 T.code is nullable, but a key cannot be
              > remove the ? after its type
            """),
        row(
            "a nullable id",
            "entity T { id: uuid? }",
            """
            a.inspire:1:12 INS301 T.id is nullable, but a key cannot be
              > remove the ? after its type
            """),
        row(
            "a nullable field of a list",
            "entity T { a: int, b: int? @primaryKey([a, b]) }",
            """
            a.inspire:1:44 INS301 T.b is nullable, but a key cannot be
              > remove the ? after its type
            """),
        row(
            "an array",
            "entity T { a: int[] @primaryKey }",
            """
            a.inspire:1:12 INS301 T.a is int[], which cannot be a key
              > choose a field that holds one plain value
            """),
        row(
            "json",
            "entity T { a: json @primaryKey }",
            """
            a.inspire:1:12 INS301 T.a is json, which cannot be a key
              > choose a field that holds one plain value
            """),
        row(
            "a file",
            "entity T { id: file }",
            """
            a.inspire:1:12 INS301 T.id is file, which cannot be a key
              > choose a field that holds one plain value
            """),
        row(
            "an embedded type",
            """
            type Size { width: int }
            entity T { size: Size @primaryKey }
            """,
            """
            a.inspire:2:12 INS301 T.size is of the embedded type Size, which cannot be a key
              > choose a field that holds one plain value
            """),
        row(
            "the key of an unknown type brings one error",
            """
            entity T { id: uid }
            entity U { t: T.id }
            """,
            """
            a.inspire:1:16 INS201 unknown type 'uid'
              > did you mean uuid?
            """),
        row(
            "an unknown field",
            "entity T { name: string @primaryKey([nam]) }",
            """
            a.inspire:1:38 INS301 T has no field 'nam'
              > did you mean name?
            """),
        row(
            "one field twice",
            "entity T { a: int @primaryKey([a, a]) }",
            """
            a.inspire:1:35 INS301 a is listed twice
              > list it once
            """));
  }

  @TestFactory
  Stream<DynamicTest> groups() {
    return SchemaRow.tests(
        row(
            "on fields and on the entity; one field alone is the same either way",
            """
            entity T {
              a: int @unique
              b: int @index
              c: json
              @unique([a])
              @unique([b, a])
              @index([c])
              @index([b])
              @index([a, b])
            }
            """,
            """
            entity T
              id: uuid = uuid()
              a: int
              b: int
              c: json
              key [id]
              unique [a]
              unique [b, a]
              index [a, b]
              index [b]
              index [c]
            """),
        row(
            "the order of a list matters",
            "entity T { a: int, b: int @unique([a, b]) @unique([b, a]) }",
            """
            entity T
              id: uuid = uuid()
              a: int
              b: int
              key [id]
              unique [a, b]
              unique [b, a]
            """),
        row(
            "an implicit id can be listed",
            "entity T { a: int @index([a, id]) }",
            """
            entity T
              id: uuid = uuid()
              a: int
              key [id]
              index [a, id]
            """),
        row(
            "an unknown field",
            "entity T { name: string @unique([nam]) }",
            """
            a.inspire:1:34 INS302 T has no field 'nam'
              > did you mean name?
            """),
        row(
            "nothing near",
            "entity T { name: string @index([zebra]) }",
            """
            a.inspire:1:33 INS302 T has no field 'zebra'
            """),
        row(
            "one field twice",
            "entity T { a: int, b: int @index([a, b, a]) }",
            """
            a.inspire:1:41 INS302 a is listed twice
              > list it once
            """),
        row(
            "one unique twice",
            "entity T { a: int, b: int @unique([a, b]) @unique([a, b]) }",
            """
            a.inspire:1:43 INS302 @unique([a, b]) is declared twice
              > remove one of them, or name one: named: "name"
              @ a.inspire:1:27 first declared here
            """),
        row(
            "32 fields",
            "entity T { " + fields(32) + " @unique([" + names(32) + "]) }",
            uniqueOver32()),
        row(
            "33 fields",
            "entity T { " + fields(33) + " @unique([" + names(33) + "]) }",
            """
            a.inspire:1:299 INS302 @unique lists 33 fields, but PostgreSQL allows at most 32
            """),
        row(
            "a group over a field of unknown type stays unsaid",
            "entity T { a: strng @unique, b: int @index([a, b]) }",
            """
            a.inspire:1:15 INS201 unknown type 'strng'
              > did you mean string?
            """));
  }

  @TestFactory
  Stream<DynamicTest> sizes() {
    return SchemaRow.tests(
        row(
            "1,601 columns, one of them implicit",
            "entity T { " + fields(1600) + " }",
            """
            a.inspire:1:8 INS104 T has 1601 fields, but a PostgreSQL table can have at most 1600 columns
            """));
  }

  private static String uniqueOver32() {
    return "entity T\n  id: uuid = uuid()\n"
        + IntStream.range(0, 32).mapToObj(i -> "  f" + i + ": int\n").collect(Collectors.joining())
        + "  key [id]\n  unique ["
        + names(32)
        + "]\n";
  }

  private static String fields(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "f" + i + ": int")
        .collect(Collectors.joining(" "));
  }

  private static String names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "f" + i).collect(Collectors.joining(", "));
  }
}
