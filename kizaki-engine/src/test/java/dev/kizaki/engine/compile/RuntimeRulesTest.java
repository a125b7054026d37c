package dev.kizaki.engine.compile;

import static dev.kizaki.engine.compile.SchemaRow.row;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Declarations that are not part of the shape are checked too. */
class RuntimeRulesTest {
  @TestFactory
  Stream<DynamicTest> annotations() {
    return SchemaRow.tests(
        row(
            "those that fit leave no trace",
            """
            entity T {
              a: string @minLength(1) @maxLength(9) @regex("x") @email @url @trim @sensitive @pii
              b: int @min(1) @max(5) = 3
              c: decimal(5, 2)? @min(0.5)
              d: double @max(1)
              e: file @maxSize(1000) @accept("image/*")
              f: string[] @maxLength(20)
              @grant read where resource.a == principal.a
              @deny delete to *
              @on(insert) trigger run
            }
            """,
            """
            entity T
              id: uuid = uuid()
              a: string
              b: int = Number[value=3]
              c: decimal(5, 2)?
              d: double
              e: file
              f: string[]
              key [id]
            """),
        row(
            "@minLength on a number",
            "entity T { a: int @minLength(1) }",
            """
            a.inspire:1:19 INS007 @minLength is only allowed on string fields, but T.a is int
            """),
        row(
            "@maxLength on json",
            "entity T { a: json @maxLength(1) }",
            """
            a.inspire:1:20 INS007 @maxLength is only allowed on string fields, but T.a is json
            """),
        row(
            "@regex on an enum",
            "enum E { A }\nentity T { a: E[] @regex(\"x\") }",
            """
            a.inspire:2:19 INS007 @regex is only allowed on string fields, but T.a is E[]
            """),
        row(
            "@email on a boolean",
            "entity T { a: boolean @email }",
            """
            a.inspire:1:23 INS007 @email is only allowed on string fields, but T.a is boolean
            """),
        row(
            "@url on a reference",
            "entity T { a: __User.id @url }",
            """
            a.inspire:1:25 INS007 @url is only allowed on string fields, but T.a is __User.id
            """),
        row(
            "@trim on bytes",
            "entity T { a: bytes @trim }",
            """
            a.inspire:1:21 INS007 @trim is only allowed on string fields, but T.a is bytes
            """),
        row(
            "@min on a string",
            "entity T { a: string @min(1) }",
            """
            a.inspire:1:22 INS007 @min is only allowed on number fields, but T.a is string
            """),
        row(
            "@max on a date",
            "entity T { a: date @max(1) }",
            """
            a.inspire:1:20 INS007 @max is only allowed on number fields, but T.a is date
            """),
        row(
            "@maxSize on a string",
            "entity T { a: string @maxSize(1) }",
            """
            a.inspire:1:22 INS007 @maxSize is only allowed on file fields, but T.a is string
            """),
        row(
            "@accept on bytes",
            "entity T { a: bytes @accept(\"image/*\") }",
            """
            a.inspire:1:21 INS007 @accept is only allowed on file fields, but T.a is bytes
            """));
  }

  @TestFactory
  Stream<DynamicTest> namespaces() {
    return SchemaRow.tests(
        row(
            "the scope field is there",
            """
            entity Project { organizationId: uuid }
            namespace Tenant { scope: principal.organizationId, entities: [Project] }
            """,
            """
            entity Project
              id: uuid = uuid()
              organizationId: uuid
              key [id]
            """),
        row(
            "the scope field is not there: a warning, and a shape",
            """
            namespace Tenant { scope: principal.organizationId, entities: [Project] }
            entity Project { name: string }
            """,
            """
            a.inspire:1:64 INS401 warning Project has no field 'organizationId', but namespace Tenant is scoped by it
              > add the field, or remove Project from the list
              @ a.inspire:2:8 Project is declared here
            entity Project
              id: uuid = uuid()
              name: string
              key [id]
            """),
        row(
            "an unknown entity",
            """
            namespace Tenant { scope: principal.organizationId, entities: [Projct] }
            entity Project { organizationId: uuid }
            """,
            """
            a.inspire:1:64 INS303 unknown entity 'Projct'
              > did you mean Project?
            """));
  }
}
