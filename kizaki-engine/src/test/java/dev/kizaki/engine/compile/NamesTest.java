package dev.kizaki.engine.compile;

import static dev.kizaki.engine.compile.SchemaRow.row;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Names: duplicates across files, reserved names and keywords, enum values. */
class NamesTest {
  @TestFactory
  Stream<DynamicTest> duplicates() {
    return SchemaRow.tests(
        row(
            "names that PostgreSQL cannot hold",
            """
            entity A @table("") {}
            entity B @table("%s") {}
            entity C @table("__kizaki_migration") { x: int @column("") }
            enum D @type("d") { V @label(""), W @label("%s") }
            """
                .formatted("x".repeat(64), "ä".repeat(32)),
            """
            a.inspire:1:17 INS105 this name is empty, but a name in PostgreSQL has at least one character
              > write another name, or none
            a.inspire:2:17 INS105 this name has 64 bytes in UTF-8, but a name in PostgreSQL has at most 63
              > write another name, or none
            a.inspire:3:17 INS105 this name starts with __kizaki_, which is reserved for kizaki's own tables
              > write another name, or none
            a.inspire:3:56 INS105 this name is empty, but a name in PostgreSQL has at least one character
              > write another name, or none
            a.inspire:4:44 INS105 this name has 64 bytes in UTF-8, but a name in PostgreSQL has at most 63
              > write another label, or none
            """),
        row(
            "one entity in two files",
            """
            -- a.inspire --
            entity Task { title: string }
            -- b.inspire --

              entity Task { title: string }
            """,
            """
            b.inspire:2:10 INS101 Task is declared twice
              @ a.inspire:1:8 first declared here
            """),
        row(
            "three times: each later one points at the first",
            """
            entity Task {}
            entity Task {}
            entity Task {}
            """,
            """
            a.inspire:2:8 INS101 Task is declared twice
              @ a.inspire:1:8 first declared here
            a.inspire:3:8 INS101 Task is declared twice
              @ a.inspire:1:8 first declared here
            """),
        row(
            "an enum and an entity",
            """
            enum Status { A }
            entity Status {}
            """,
            """
            a.inspire:2:8 INS101 Status is declared twice, as an enum and as an entity
              @ a.inspire:1:6 first declared here
            """),
        row(
            "an embedded type and an enum",
            """
            type Size { width: int }
            enum Size { Small }
            """,
            """
            a.inspire:2:6 INS101 Size is declared twice, as an embedded type and as an enum
              @ a.inspire:1:6 first declared here
            """),
        row(
            "the second declaration's own errors are found too",
            """
            entity Task {}
            entity Task { a: strng }
            """,
            """
            a.inspire:2:8 INS101 Task is declared twice
              @ a.inspire:1:8 first declared here
            a.inspire:2:18 INS201 unknown type 'strng'
              > did you mean string?
            """),
        row(
            "a field",
            """
            entity Task {
              title: string
              title: int
            }
            """,
            """
            a.inspire:3:3 INS101 Task.title is declared twice
              @ a.inspire:2:3 first declared here
            """),
        row(
            "a field of an embedded type",
            """
            type Size { width: int, width: int }
            """,
            """
            a.inspire:1:25 INS101 Size.width is declared twice
              @ a.inspire:1:13 first declared here
            """),
        row(
            "an enum value",
            """
            enum Status { Todo, Done, Todo }
            """,
            """
            a.inspire:1:27 INS101 Status.Todo is declared twice
              @ a.inspire:1:15 first declared here
            """),
        row(
            "namespaces and schedules among themselves",
            """
            entity Project { orgId: uuid }
            namespace Tenant { scope: principal.orgId, entities: [Project] }
            namespace Tenant { scope: principal.orgId, entities: [Project] }
            schedule nightly { cron: "0 2 * * *" }
            schedule nightly { cron: "0 3 * * *" }
            """,
            """
            a.inspire:3:11 INS101 namespace Tenant is declared twice
              @ a.inspire:2:11 first declared here
            a.inspire:5:10 INS101 schedule nightly is declared twice
              @ a.inspire:4:10 first declared here
            """));
  }

  @TestFactory
  Stream<DynamicTest> reserved() {
    return SchemaRow.tests(
        row(
            "a built-in type as an entity",
            "entity string {}",
            """
            a.inspire:1:8 INS102 string is a built-in type, and cannot be the name of an entity
              > choose another name
            """),
        row(
            "decimal as an enum",
            "enum decimal { A }",
            """
            a.inspire:1:6 INS102 decimal is a built-in type, and cannot be the name of an enum
              > choose another name
            """),
        row(
            "json as an embedded type",
            "type json { a: int }",
            """
            a.inspire:1:6 INS102 json is a built-in type, and cannot be the name of an embedded type
              > choose another name
            """),
        row(
            "true as an entity",
            "entity true {}",
            """
            a.inspire:1:8 INS102 true is a keyword, and cannot be the name of an entity
              > choose another name
            """),
        row(
            "null as an enum",
            "enum null { A }",
            """
            a.inspire:1:6 INS102 null is a keyword, and cannot be the name of an enum
              > choose another name
            """),
        row(
            "a system's name as an entity",
            "entity __Audit {}",
            """
            a.inspire:1:8 INS102 __Audit starts with two underscores, which is reserved for system names
              > choose another name
            """),
        row(
            "the built-in user cannot be declared",
            """
            entity __User { name: string }
            entity Task { ownerId: __User.id }
            """,
            """
            a.inspire:1:8 INS102 __User starts with two underscores, which is reserved for system names
              > choose another name
            """),
        row(
            "a system's name as a field",
            "entity Task { __version: int }",
            """
            a.inspire:1:15 INS102 __version starts with two underscores, which is reserved for system names
              > choose another name
            """),
        row(
            "a system's name as an embedded field",
            "type Size { __w: int }",
            """
            a.inspire:1:13 INS102 __w starts with two underscores, which is reserved for system names
              > choose another name
            """),
        row(
            "a value word as an enum value",
            "enum Flag { true, false, null, maybe }",
            """
            a.inspire:1:13 INS102 true is a keyword, and cannot be a value of an enum
              > choose another name
            a.inspire:1:19 INS102 false is a keyword, and cannot be a value of an enum
              > choose another name
            a.inspire:1:26 INS102 null is a keyword, and cannot be a value of an enum
              > choose another name
            """),
        row(
            "an enum value of 63 characters",
            "enum E { " + "a".repeat(63) + " }",
            """
            enum E [aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa]
            """),
        row(
            "an enum value of 64 characters",
            "enum E { " + "a".repeat(64) + " }",
            """
            a.inspire:1:10 INS104 this enum value has 64 characters, but PostgreSQL allows at most 63
              > choose a shorter name
            """),
        row(
            "an enum without values",
            "enum Status {}",
            """
            a.inspire:1:6 INS204 enum Status has no values
              > add at least one value
            """));
  }

  @TestFactory
  Stream<DynamicTest> allowed() {
    return SchemaRow.tests(
        row(
            "any word names a field, and one underscore is no system's name",
            """
            entity entity {
              type: string
              file: string
              true: boolean
              string: string
              _id: int
            }
            """,
            """
            entity entity
              id: uuid = uuid()
              type: string
              file: string
              true: boolean
              string: string
              _id: int
              key [id]
            """),
        row(
            "a name may differ from a built-in type by case",
            """
            entity String {}
            entity Date { text: String.id }
            """,
            """
            entity Date
              id: uuid = uuid()
              text: String.id
              key [id]
              index [text]
            entity String
              id: uuid = uuid()
              key [id]
            """),
        row(
            "a validation type may share its name with an entity",
            """
            entity Project { name: string }
            @validation type Project { name: string }
            """,
            """
            entity Project
              id: uuid = uuid()
              name: string
              key [id]
            """),
        row(
            "declarations in any order and in any file",
            """
            -- a.inspire --
            entity Task { status: Status, projectId: Project.id }
            -- b.inspire --
            enum Status { Todo }
            -- c.inspire --
            entity Project {}
            """,
            """
            enum Status [Todo]
            entity Project
              id: uuid = uuid()
              key [id]
            entity Task
              id: uuid = uuid()
              status: Status
              projectId: Project.id
              key [id]
              index [projectId]
            """),
        row(
            "names of keys, uniques, indexes, references and sequences",
            """
            entity A {
              id: int = autoincrement(named: "s") @primaryKey(named: "k")
              a: int @unique(named: "u") @index(named: "i")
              b: A.id @references(named: "f", index: "g")
              @index([a], named: "j") @index([a]) @unique([a, b], named: "v")
            }
            """,
            """
            entity A
              id: int = autoincrement() named s
              a: int
              b: A.id named f
              key [id] named "k"
              unique [a, b] named "v"
              unique [a] named "u"
              index [a]
              index [a] named "i"
              index [a] named "j"
              index [b] named "g"
            """),
        row("nothing at all", "", ""),
        row(
            "runtime declarations only",
            """
            auth { providers: [email] }
            routes("/v1") { GET /a -> b }
            """,
            ""));
  }
}
