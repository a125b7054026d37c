package dev.kizaki.engine.compile;

import static dev.kizaki.engine.compile.SchemaRow.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.shape.BuiltInUser;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Scalar;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** References, the indexes that they add, and targets that are not allowed. */
class ReferencesTest {
  @TestFactory
  Stream<DynamicTest> shapes() {
    return SchemaRow.tests(
        row(
            "to a key, to a unique, to the built-in user, to itself; each brings an index",
            """
            entity Org { slug: string @unique }
            entity Task {
              orgId: Org.id? @onDelete(setNull)
              orgSlug: Org.slug @onDelete(cascade)
              ownerId: __User.id @onDelete(restrict)
              parentId: Task.id?
            }
            """,
            """
            system __User
            entity Org
              id: uuid = uuid()
              slug: string
              key [id]
              unique [slug]
            entity Task
              id: uuid = uuid()
              orgId: Org.id? on delete setNull
              orgSlug: Org.slug on delete cascade
              ownerId: __User.id on delete restrict
              parentId: Task.id?
              key [id]
              index [orgId]
              index [orgSlug]
              index [ownerId]
              index [parentId]
            """),
        row(
            "no index where a key, a unique or an index starts with the reference",
            """
            entity Org {}
            entity A { orgId: Org.id @primaryKey }
            entity B { orgId: Org.id, n: int @unique([orgId, n]) }
            entity C { orgId: Org.id, n: int @index([orgId, n]) }
            entity D { orgId: Org.id @index }
            entity E { orgId: Org.id, n: int @unique([n, orgId]) }
            """,
            """
            entity A
              orgId: Org.id
              key [orgId]
            entity B
              id: uuid = uuid()
              orgId: Org.id
              n: int
              key [id]
              unique [orgId, n]
            entity C
              id: uuid = uuid()
              orgId: Org.id
              n: int
              key [id]
              index [orgId, n]
            entity D
              id: uuid = uuid()
              orgId: Org.id
              key [id]
              index [orgId]
            entity E
              id: uuid = uuid()
              orgId: Org.id
              n: int
              key [id]
              unique [n, orgId]
              index [orgId]
            entity Org
              id: uuid = uuid()
              key [id]
            """),
        row(
            "every annotation of a reference",
            """
            entity Org { code: string @unique }
            entity T {
              a: Org.id? @onUpdate(setNull) @deferrable @onDelete(noAction)
              b: Org.id @noIndex @deferrable(initiallyDeferred) @onUpdate(restrict)
              c: Org.code = "x" @onUpdate(setDefault) @onDelete(setDefault) @noIndex
              d: Org.id? @onDelete(setDefault) @onUpdate(cascade) @noIndex
              n: int @index([d, n])
            }
            """,
            """
            entity Org
              id: uuid = uuid()
              code: string
              key [id]
              unique [code]
            entity T
              id: uuid = uuid()
              a: Org.id? on update setNull initiallyImmediate
              b: Org.id on update restrict initiallyDeferred without index
              c: Org.code = Text[text=x] on delete setDefault on update setDefault without index
              d: Org.id? on delete setDefault on update cascade without index
              n: int
              key [id]
              index [a]
              index [d, n]
            """),
        row(
            "entities that refer to each other",
            """
            entity A { b: B.id }
            entity B { a: A.id }
            """,
            """
            entity A
              id: uuid = uuid()
              b: B.id
              key [id]
              index [b]
            entity B
              id: uuid = uuid()
              a: A.id
              key [id]
              index [a]
            """),
        row(
            "a key that is a reference, and a reference to it",
            """
            entity User { id: uuid }
            entity Profile { userId: User.id @primaryKey }
            entity Photo { profileId: Profile.userId }
            """,
            """
            entity Photo
              id: uuid = uuid()
              profileId: Profile.userId
              key [id]
              index [profileId]
            entity Profile
              userId: User.id
              key [userId]
            entity User
              id: uuid
              key [id]
            """));
  }

  @TestFactory
  Stream<DynamicTest> errors() {
    return SchemaRow.tests(
        row(
            "an unknown entity",
            "entity T { a: Nothing.id }",
            """
            a.inspire:1:15 INS303 unknown entity 'Nothing'
            """),
        row(
            "an entity with a typing mistake",
            """
            entity Organization {}
            entity T { a: Organisation.id }
            """,
            """
            a.inspire:2:15 INS303 unknown entity 'Organisation'
              > did you mean Organization?
            """),
        row(
            "the built-in user with a typing mistake",
            "entity T { a: __Usr.id }",
            """
            a.inspire:1:15 INS303 unknown system entity '__Usr'
              > the only one is __User
            """),
        row(
            "the user without its underscores",
            "entity T { a: _User.id }",
            """
            a.inspire:1:15 INS303 unknown entity '_User'
              > did you mean __User?
            """),
        row(
            "another field of the built-in user",
            "entity T { a: __User.email }",
            """
            a.inspire:1:15 INS303 a reference to __User must name its field id
              > write __User.id
            """),
        row(
            "a field with a typing mistake",
            """
            entity Org { slug: string @unique }
            entity T { a: Org.slugg }
            """,
            """
            a.inspire:2:15 INS303 Org has no field 'slugg'
              > did you mean Org.slug?
            """),
        row(
            "a field that does not exist",
            """
            entity Org { slug: string @unique }
            entity T { a: Org.number }
            """,
            """
            a.inspire:2:15 INS303 Org has no field 'number'
              > refer to Org.id or Org.slug
            """),
        row(
            "a field that is neither key nor unique",
            """
            entity Org { name: string, code: string @unique }
            entity T { a: Org.name }
            """,
            """
            a.inspire:2:15 INS303 Org.name is neither the key of Org nor unique
              > add @unique to it, or refer to Org.id or Org.code
            """),
        row(
            "one of the two fields of a key",
            """
            entity M { a: int, b: int @primaryKey([a, b]) }
            entity T { a: M.a }
            """,
            """
            a.inspire:2:15 INS303 M.a is neither the key of M nor unique
              > add @unique to it
            """),
        row(
            "an enum",
            """
            enum Status { Todo }
            entity T { a: Status.Todo }
            """,
            """
            a.inspire:2:15 INS303 Status is an enum, but a reference must name an entity
              > write Status
            """),
        row(
            "json, although unique",
            """
            entity Doc { body: json @unique }
            entity T { a: Doc.body }
            """,
            """
            a.inspire:2:15 INS303 Doc.body is json, which a reference cannot contain
              > refer to a field that holds one plain value
            """),
        row(
            "an array, although unique",
            """
            entity Doc { tags: string[] @unique }
            entity T { a: Doc.tags }
            """,
            """
            a.inspire:2:15 INS303 Doc.tags is string[], which a reference cannot contain
              > refer to a field that holds one plain value
            """),
        row(
            "setNull on a required field",
            "entity T { a: T.id @onDelete(setNull) }",
            """
            a.inspire:1:20 INS303 T.a is required, so a delete cannot set it to null
              > write T.id?, or choose cascade or restrict
            """),
        row(
            "setNull on an update of what a required field refers to",
            "entity T { a: T.id @onDelete(cascade) @onUpdate(setNull) }",
            """
            a.inspire:1:39 INS303 T.a is required, so an update cannot set it to null
              > write T.id?, or choose cascade or restrict
            """),
        row(
            "setDefault on a required field without a default",
            "entity T { a: T.id @onDelete(setDefault) @onUpdate(setDefault) }",
            """
            a.inspire:1:20 INS303 T.a is required and has no default, so a delete cannot set it to its default
              > give it a default, or choose cascade or restrict
            a.inspire:1:42 INS303 T.a is required and has no default, so an update cannot set it to its default
              > give it a default, or choose cascade or restrict
            """),
        row(
            "an index of its own for a reference that is to have none",
            """
            entity A { a: A.id @index @noIndex, b: A.id @noIndex, n: int @index([b]), @index([b, n]) }
            """,
            """
            a.inspire:1:20 INS302 A.a has @noIndex, so it cannot have an index of its own
              > delete one of the two annotations
            a.inspire:1:62 INS302 A.b has @noIndex, so it cannot have an index of its own
              > delete one of the two annotations
            """),
        row(
            "annotations of references on other fields",
            """
            entity T { a: uuid @onUpdate(cascade), b: string @noIndex, c: int[] @deferrable }
            """,
            """
            a.inspire:1:20 INS007 @onUpdate is only allowed on references, but T.a is uuid
            a.inspire:1:50 INS007 @noIndex is only allowed on references, but T.b is string
            a.inspire:1:69 INS007 @deferrable is only allowed on references, but T.c is int[]
            """),
        row(
            "@onDelete on no reference",
            "entity T { a: uuid @onDelete(cascade) }",
            """
            a.inspire:1:20 INS007 @onDelete is only allowed on references, but T.a is uuid
            """),
        row(
            "two keys that refer to each other",
            """
            entity A { id: B.id }
            entity B { id: A.id }
            """,
            """
            a.inspire:1:16 INS303 B.id, A.id refer to each other, so they have no type
              > give one of them a type that is not a reference
            """),
        row(
            "a key that refers to itself",
            "entity T { id: T.id }",
            """
            a.inspire:1:16 INS303 T.id refers to itself, so it has no type
              > give one of them a type that is not a reference
            """),
        row(
            "a circle and the way to it: one error",
            """
            entity Start { a: A.id }
            entity A { id: B.id }
            entity B { id: C.id }
            entity C { id: A.id }
            entity Other { c: C.id }
            """,
            """
            a.inspire:2:16 INS303 B.id, C.id, A.id refer to each other, so they have no type
              > give one of them a type that is not a reference
            """),
        row(
            "a wrong target type brings one error",
            """
            entity A { code: strng @unique }
            entity B { a: A.code = "x" }
            """,
            """
            a.inspire:1:18 INS201 unknown type 'strng'
              > did you mean string?
            """));
  }

  private static final String CUSTOMER =
      "entity Customer { tenant: int, id: bigint, code: varchar(9), doc: json"
          + " @primaryKey([tenant, id]) @unique([code]) }\n";

  @TestFactory
  Stream<DynamicTest> referencesInBodies() {
    return SchemaRow.tests(
        row(
            "over several fields, in another order than the key, and of one field",
            CUSTOMER
                + """
                entity Order {
                  t: Customer.code, c: int?, s: string @noIndex
                  @reference([c, a] -> Customer([id, tenant]), onDelete: setNull, named: "fk 1")
                  @reference([s] -> Customer([code]), noIndex: true, notValid: true)
                  a: smallint?
                }
                """
                    .replace(" @noIndex", ""),
            """
            entity Customer
              tenant: int
              id: bigint
              code: varchar(9)
              doc: json
              key [tenant, id]
              unique [code]
            entity Order
              id: uuid = uuid()
              t: Customer.code
              c: int?
              s: string
              a: smallint?
              key [id]
              index [c, a]
              index [t]
              reference [c, a] -> Customer([id, tenant]), onDelete: setNull named fk 1
              reference [s] -> Customer([code]), noIndex: true, notValid: true
            """),
        row(
            "fields and targets that do not exist",
            CUSTOMER
                + """
                entity Order {
                  a: int
                  @reference([a, b] -> Customer([tenant, id]))
                  @reference([a] -> Customers([tenant]))
                  @reference([a] -> Customer([tenants]))
                  @reference([a] -> Customer([tenant, id]))
                  @reference([a, a] -> Customer([tenant, tenant]))
                  @reference([a] -> __User([id]))
                }
                """,
            """
            a.inspire:4:18 INS303 Order has no field 'b'
              > did you mean a?
            a.inspire:5:21 INS303 unknown entity 'Customers'
              > did you mean Customer?
            a.inspire:6:3 INS103 the reference Order([a] -> Customers([tenant])) and the reference Order([a] -> Customer([tenants])) would both be named order_a_fkey in the database
              > rename one of them
              @ a.inspire:5:3 the reference Order([a] -> Customers([tenant])) is here
            a.inspire:6:31 INS303 Customer has no field 'tenants'
              > did you mean tenant?
            a.inspire:7:14 INS303 the reference goes from 1 to 2 fields
              > list one field of Customer for each
            a.inspire:8:18 INS303 a is listed twice
              > list it once
            a.inspire:8:42 INS303 tenant is listed twice
              > list it once
            a.inspire:9:3 INS103 the reference Order([a] -> Customers([tenant])) and the reference Order([a] -> __User([id])) would both be named order_a_fkey in the database
              > rename one of them
              @ a.inspire:5:3 the reference Order([a] -> Customers([tenant])) is here
            a.inspire:9:21 INS303 a reference to __User is the type of a field
              > write a: __User.id
            """),
        row(
            "a column that an external table does not declare",
            """
            external Legacy from "public"."legacy"."id": bigint
            entity Order { a: bigint @reference([a] -> Legacy([key])) }
            """,
            """
            a.inspire:2:26 INS303 [key] is not what Legacy declares
              > refer to Legacy([id])
            """),
        row(
            "a part of what an external table declares",
            """
            external Legacy from "public"."legacy"("tenant_id": bigint, "id": uuid)
            entity Order {
              a: Legacy.id
              b: Legacy.key
              c: uuid @reference([c] -> Legacy([id]))
              d: bigint
              @reference([c, d] -> Legacy([tenantId, id]))
              @reference([d, c] -> Legacy([tenantId, id]))
            }
            """,
            """
            a.inspire:3:6 INS303 Legacy.id is only a part of the key of Legacy
              > write a reference to Legacy([tenantId, id]) into the body of the entity
            a.inspire:4:6 INS303 Legacy has no field 'key'
              > write a reference to Legacy([tenantId, id]) into the body of the entity
            a.inspire:5:11 INS303 [id] is not what Legacy declares
              > refer to Legacy([tenantId, id])
            a.inspire:7:15 INS303 Order.c is uuid, but Legacy.tenantId is bigint
              > give both the same type
            a.inspire:7:18 INS303 Order.d is bigint, but Legacy.id is uuid
              > give both the same type
            """),
        row(
            "two columns of an external table with one name",
            """
            external Legacy from "public"."legacy"("a_b": bigint, "aB": bigint)
            """,
            """
            a.inspire:1:55 INS303 two columns are called aB
            """),
        row(
            "what is not a key or unique, and twice the same",
            CUSTOMER
                + """
                entity Order {
                  a: int
                  b: int
                  @reference([a] -> Customer([tenant]))
                  @reference([a, b] -> Customer([tenant, id]))
                  @reference([a, b] -> Customer([tenant, id]), onDelete: cascade)
                }
                """,
            """
            a.inspire:5:3 INS303 [tenant] is neither the key of Customer nor a unique of it
              > add @unique([tenant]) to Customer
            a.inspire:7:3 INS303 @reference([a, b] -> Customer([tenant, id])) is declared twice
              > remove one of them
              @ a.inspire:6:3 first declared here
            """),
        row(
            "types that cannot be compared",
            CUSTOMER
                + """
                entity Order {
                  a: decimal(3, 1)
                  b: int[]
                  c: Customer.code
                  d: datetime
                  @reference([a, d] -> Customer([tenant, id]))
                  @reference([b, c] -> Customer([tenant, id]))
                }
                """,
            """
            a.inspire:7:15 INS303 Order.a is decimal(3, 1), but Customer.tenant is int
              > give both the same type
            a.inspire:7:18 INS303 Order.d is datetime, but Customer.id is bigint
              > give both the same type
            a.inspire:8:15 INS303 Order.b is int[], but Customer.tenant is int
              > give both the same type
            a.inspire:8:18 INS303 Order.c is varchar(9), but Customer.id is bigint
              > give both the same type
            """),
        row(
            "actions that no row allows, and an index beside noIndex",
            CUSTOMER
                + """
                entity Order {
                  a: int
                  b: int?
                  @reference([b, a] -> Customer([tenant, id]), onDelete: setNull, noIndex: true)
                  @reference([a, b] -> Customer([tenant, id]), onUpdate: setDefault)
                  @index([b, a])
                }
                """,
            """
            a.inspire:5:3 INS303 Order.a is required, so a delete cannot set it to null
              > choose another action, such as cascade or restrict
            a.inspire:6:3 INS303 Order.a is required and has no default, so an update cannot set it to its default
              > choose another action, such as cascade or restrict
            a.inspire:7:3 INS303 Order([b, a] -> Customer([tenant, id])) has noIndex: true, so it cannot have an index of its own
              > delete the index or noIndex
            """),
        row(
            "one name for two foreign keys",
            CUSTOMER
                + """
                entity Other { x: int, y: int @unique([x, y]) }
                entity Order {
                  a: int
                  b: int
                  aB: Customer.code
                  @reference([a, b] -> Customer([tenant, id]))
                  @reference([a, b] -> Other([x, y]), named: "other")
                }
                """,
            """
            a.inspire:7:3 INS103 the foreign key of Order.aB and the reference Order([a, b] -> Customer([tenant, id])) would both be named order_a_b_fkey in the database
              > rename one of them
              @ a.inspire:6:3 the foreign key of Order.aB is here
            a.inspire:7:3 INS103 the index over Order([aB]) and the index over Order([a, b]) would both be named order_a_b_idx in the database
              > rename one of them
              @ a.inspire:6:3 the index over Order([aB]) is here
            """));
  }

  @Test
  void theConfiguredUserTableIsInTheShape() {
    BuiltInUser.ExistingColumn column =
        new BuiltInUser.ExistingColumn("auth", "users", "user_id", FieldType.of(Scalar.BIGINT));

    CompileResult result =
        SchemaRow.compile("entity T { ownerId: __User.id = 7 }", Optional.of(column));

    assertThat(result.diagnostics()).isEmpty();
    assertThat(result.shape().orElseThrow().systemEntities())
        .containsExactly(new BuiltInUser(Optional.of(column)));
  }

  @Test
  void aSystemEntityWithoutReferencesIsNotInTheShape() {
    assertThat(
            SchemaRow.compile(
                    "entity T { a: int }",
                    Optional.of(
                        new BuiltInUser.ExistingColumn(
                            "public", "users", "id", FieldType.of(Scalar.UUID))))
                .shape()
                .orElseThrow()
                .systemEntities())
        .isEmpty();
  }
}
