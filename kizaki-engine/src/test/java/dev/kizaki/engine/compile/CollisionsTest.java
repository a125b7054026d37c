package dev.kizaki.engine.compile;

import static dev.kizaki.engine.compile.SchemaRow.row;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Names that differ in the schema and would be equal in the database. */
class CollisionsTest {
  @TestFactory
  Stream<DynamicTest> collisions() {
    return SchemaRow.tests(
        row(
            "two entities, and nothing of their keys",
            """
            entity APIKey { code: string @unique }
            entity ApiKey { code: string @unique }
            """,
            """
            a.inspire:2:8 INS103 entity APIKey and entity ApiKey would both be named api_key in the database
              > rename one of them
              @ a.inspire:1:8 entity APIKey is here
            """),
        row(
            "two stated tables, and a stated and a derived one",
            """
            entity User @table("users") {}
            entity Person @table("users") {}
            entity Users {}
            """,
            """
            a.inspire:2:8 INS103 entity User and entity Person would both be named users in the database
              > rename one of them
              @ a.inspire:1:8 entity User is here
            a.inspire:3:8 INS103 entity User and entity Users would both be named users in the database
              > rename one of them
              @ a.inspire:1:8 entity User is here
            """),
        row(
            "stated names of indexes, uniques and keys",
            """
            entity A { a: int @index(named: "x") b: int @unique(named: "x"), c: int @index(named: "b") }
            entity B { a: int @primaryKey(named: "y") }
            entity Y { a: int @index(named: "a_pkey") }
            """,
            """
            a.inspire:1:45 INS103 the index over A([a]) named "x" and the unique over A([b]) named "x" would both be named x in the database
              > give one of them another name: named: "name"
              @ a.inspire:1:19 the index over A([a]) named "x" is here
            a.inspire:2:8 INS103 the index over A([c]) named "b" and entity B would both be named b in the database
              > give one of them another name: named: "name"
              @ a.inspire:1:73 the index over A([c]) named "b" is here
            a.inspire:3:8 INS103 the key of B and entity Y would both be named y in the database
              > rename one of them
              @ a.inspire:2:19 the key of B is here
            a.inspire:3:19 INS103 the key of A and the index over Y([a]) named "a_pkey" would both be named a_pkey in the database
              > give one of them another name: named: "name"
              @ a.inspire:1:8 the key of A is here
            """),
        row(
            "a foreign key and a unique, and two foreign keys",
            """
            entity A { a: int @unique(named: "x") b: B.id @references(named: "x", index: "y") }
            entity B { a: B.id @references(named: "z") b: B.id @references(named: "z", index: "b_a_idx") }
            """,
            """
            a.inspire:1:39 INS103 the unique over A([a]) named "x" and the foreign key of A.b would both be named x in the database
              > give one of them another name: named: "name"
              @ a.inspire:1:19 the unique over A([a]) named "x" is here
            a.inspire:2:44 INS103 the foreign key of B.a and the foreign key of B.b would both be named z in the database
              > rename one of them
              @ a.inspire:2:12 the foreign key of B.a is here
            a.inspire:2:44 INS103 the index over B([a]) and the index over B([b]) named "b_a_idx" would both be named b_a_idx in the database
              > give one of them another name: named: "name"
              @ a.inspire:2:12 the index over B([a]) is here
            """),
        row(
            "equal indexes, of which none or the same is named",
            """
            entity A { a: int @index(named: "x"), @index([a], named: "x") }
            entity B { a: int, @index([a]) @index([a], named: "b_a_idx") }
            """,
            """
            a.inspire:2:32 INS103 the index over B([a]) and the index over B([a]) named "b_a_idx" would both be named b_a_idx in the database
              > keep one of them, or give one another name: named: "name"
              @ a.inspire:2:20 the index over B([a]) is here
            """),
        row(
            "a sequence and an index",
            "entity A { a: int = autoincrement(named: \"x\") @index(named: \"x\") }",
            """
            a.inspire:1:47 INS103 the sequence of A.a and the index over A([a]) named "x" would both be named x in the database
              > give one of them another name: named: "name"
              @ a.inspire:1:12 the sequence of A.a is here
            """),
        row(
            "two labels",
            "enum State { Open @label(\"x\"), Closed @label(\"x\") }",
            """
            a.inspire:1:32 INS103 value State.Open and value State.Closed would both be named x in the database
              > rename one of them
              @ a.inspire:1:14 value State.Open is here
            """),
        row(
            "a label and the name of another value",
            "enum State { Open @label(\"Closed\"), Closed }",
            """
            a.inspire:1:37 INS103 value State.Open and value State.Closed would both be named Closed in the database
              > rename one of them
              @ a.inspire:1:14 value State.Open is here
            """),
        row(
            "a stated column like a system column",
            "entity T { a: int @column(\"xmin\") }",
            """
            a.inspire:1:12 INS103 T.a would be named xmin in the database, but every PostgreSQL table already has a column of that name
              > choose another name
            """),
        row(
            "in two files, the later place first declared",
            """
            -- a.inspire --
            entity api_key {}
            -- b.inspire --
            entity ApiKey {}
            """,
            """
            b.inspire:1:8 INS103 entity api_key and entity ApiKey would both be named api_key in the database
              > rename one of them
              @ a.inspire:1:8 entity api_key is here
            """),
        row(
            "an enum and an entity",
            """
            entity OrderState {}
            enum Order_State { Open }
            """,
            """
            a.inspire:2:6 INS103 entity OrderState and enum Order_State would both be named order_state in the database
              > rename one of them
              @ a.inspire:1:8 entity OrderState is here
            """),
        row(
            "three of one name",
            """
            entity AB {}
            entity Ab {}
            enum ab { X }
            """,
            """
            a.inspire:2:8 INS103 entity AB and entity Ab would both be named ab in the database
              > rename one of them
              @ a.inspire:1:8 entity AB is here
            a.inspire:3:6 INS103 entity AB and enum ab would both be named ab in the database
              > rename one of them
              @ a.inspire:1:8 entity AB is here
            """),
        row(
            "two fields, and nothing of their groups",
            "entity T { aB: int @unique a_b: int @unique }",
            """
            a.inspire:1:28 INS103 T.aB and T.a_b would both be named a_b in the database
              > rename one of them
              @ a.inspire:1:12 T.aB is here
            """),
        row(
            "a field and a system column",
            "entity T { ctid: int, xMin: int, xmax: string }",
            """
            a.inspire:1:12 INS103 T.ctid would be named ctid in the database, but every PostgreSQL table already has a column of that name
              > choose another name
            a.inspire:1:34 INS103 T.xmax would be named xmax in the database, but every PostgreSQL table already has a column of that name
              > choose another name
            """),
        row(
            "a table and a unique",
            """
            entity Task { title: string @unique }
            entity TaskTitleKey {}
            """,
            """
            a.inspire:2:8 INS103 the unique over Task([title]) and entity TaskTitleKey would both be named task_title_key in the database
              > rename one of them
              @ a.inspire:1:29 the unique over Task([title]) is here
            """),
        row(
            "a table and a key",
            """
            entity Task_pkey {}
            entity Task {}
            """,
            """
            a.inspire:2:8 INS103 entity Task_pkey and the key of Task would both be named task_pkey in the database
              > rename one of them
              @ a.inspire:1:8 entity Task_pkey is here
            """),
        row(
            "a table and the index that a reference brings",
            """
            entity Task { ownerId: __User.id }
            entity TaskOwnerIdIdx {}
            """,
            """
            a.inspire:2:8 INS103 the index over Task([ownerId]) and entity TaskOwnerIdIdx would both be named task_owner_id_idx in the database
              > rename one of them
              @ a.inspire:1:15 the index over Task([ownerId]) is here
            """),
        row(
            "a table and a sequence",
            """
            entity Task { number: int = autoincrement() }
            entity TaskNumberSeq {}
            """,
            """
            a.inspire:2:8 INS103 the sequence of Task.number and entity TaskNumberSeq would both be named task_number_seq in the database
              > rename one of them
              @ a.inspire:1:15 the sequence of Task.number is here
            """),
        row(
            "two uniques",
            "entity T { a: int, b: int, aB: int @unique @unique([a, b]) }",
            """
            a.inspire:1:44 INS103 the unique over T([aB]) and the unique over T([a, b]) would both be named t_a_b_key in the database
              > rename one of them
              @ a.inspire:1:36 the unique over T([aB]) is here
            """),
        row(
            "indexes of two entities",
            """
            entity A_b { c: int @index }
            entity A { b_c: int @index }
            """,
            """
            a.inspire:2:21 INS103 the index over A_b([c]) and the index over A([b_c]) would both be named a_b_c_idx in the database
              > rename one of them
              @ a.inspire:1:21 the index over A_b([c]) is here
            """),
        row(
            "an enum of a built-in name is moved aside",
            "enum Date_ { A }\nenum Line { A }\nentity LineEnum {}",
            """
            a.inspire:3:8 INS103 enum Line and entity LineEnum would both be named line_enum in the database
              > rename one of them
              @ a.inspire:2:6 enum Line is here
            """));
  }
}
