package dev.kizaki.engine.compile;

import static dev.kizaki.engine.compile.SchemaRow.row;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Types: those that exist, those that do not, and the names that users write instead. */
class TypesTest {
  @TestFactory
  Stream<DynamicTest> known() {
    return SchemaRow.tests(
        row(
            "every built-in type",
            """
            entity T {
              a: string, b: int, c: smallint, d: bigint, e: decimal(10, 2), f: double, g: boolean,
              h: datetime, i: date, j: uuid, k: bytes, l: json, m: file
            }
            """,
            """
            entity T
              id: uuid = uuid()
              a: string
              b: int
              c: smallint
              d: bigint
              e: decimal(10, 2)
              f: double
              g: boolean
              h: datetime
              i: date
              j: uuid
              k: bytes
              l: json
              m: file
              key [id]
            """),
        row(
            "types with a number, and native ones",
            """
            entity T {
              a: varchar(20), b: varchar, c: char(1), d: timestamp, e: timestamp(0), f: datetime(6),
              g: time, h: time(3)?, i: real, j: decimal, k: varchar(10485760)[], l: decimal[],
              m: native("int4range"), n: native("public.\\"My type\\"(Point,4326)")[]?,
              o: native("interval day to second(3)")
            }
            """,
            """
            entity T
              id: uuid = uuid()
              a: varchar(20)
              b: varchar
              c: char(1)
              d: timestamp
              e: timestamp(0)
              f: datetime(6)
              g: time
              h: time(3)?
              i: real
              j: decimal
              k: varchar(10485760)[]
              l: decimal[]
              m: native("int4range")
              n: native("public.\\"My type\\"(Point,4326)")[]?
              o: native("interval day to second(3)")
              key [id]
            """),
        row(
            "nullable, arrays and nullable arrays",
            """
            enum E { A }
            entity T { a: string?, b: string[], c: string[]?, d: decimal(5,0)[], e: E[], f: json[] }
            """,
            """
            enum E [A]
            entity T
              id: uuid = uuid()
              a: string?
              b: string[]
              c: string[]?
              d: decimal(5, 0)[]
              e: E[]
              f: json[]
              key [id]
            """),
        row(
            "embedded types are json, wherever they stand, and may hold themselves",
            """
            type Node { name: string, children: Node[], parent: Node?, when: datetime = now() }
            entity T { root: Node, others: Node[], maybe: Node[]? }
            """,
            """
            entity T
              id: uuid = uuid()
              root: json
              others: json[]
              maybe: json[]?
              key [id]
            """),
        row(
            "decimals to the edge",
            "entity T { a: decimal(1, 0), b: decimal(1000, 1000) }",
            """
            entity T
              id: uuid = uuid()
              a: decimal(1, 0)
              b: decimal(1000, 1000)
              key [id]
            """));
  }

  @TestFactory
  Stream<DynamicTest> unknown() {
    return SchemaRow.tests(
        row(
            "a typing mistake",
            "entity T { a: strng }",
            """
            a.inspire:1:15 INS201 unknown type 'strng'
              > did you mean string?
            """),
        row(
            "the wrong case",
            "entity T { a: String }",
            """
            a.inspire:1:15 INS201 unknown type 'String'
              > did you mean string?
            """),
        row(
            "a typing mistake in a declared name",
            """
            enum TaskStatus { A }
            entity T { a: TaskStaus }
            """,
            """
            a.inspire:2:15 INS201 unknown type 'TaskStaus'
              > did you mean TaskStatus?
            """),
        row(
            "nothing near",
            "entity T { a: Zebra }",
            """
            a.inspire:1:15 INS201 unknown type 'Zebra'
              > the types are string, varchar, char, int, smallint, bigint, decimal, double, real, boolean, datetime, timestamp, date, time, uuid, bytes, json, file, native("…"), and the enums and types of the schema
            """),
        row(
            "text",
            "entity T { a: text }",
            """
            a.inspire:1:15 INS201 unknown type 'text'
              > write string
            """),
        row(
            "inet",
            "entity T { a: inet }",
            """
            a.inspire:1:15 INS201 unknown type 'inet'
              > write native("inet")
            """),
        row(
            "interval",
            "entity T { a: interval }",
            """
            a.inspire:1:15 INS201 unknown type 'interval'
              > write native("interval"), or int for a number of seconds
            """),
        row(
            "timestamptz",
            "entity T { a: timestamptz }",
            """
            a.inspire:1:15 INS201 unknown type 'timestamptz'
              > write datetime
            """),
        row(
            "float",
            "entity T { a: float }",
            """
            a.inspire:1:15 INS201 unknown type 'float'
              > write double
            """),
        row(
            "integer",
            "entity T { a: integer }",
            """
            a.inspire:1:15 INS201 unknown type 'integer'
              > write int
            """),
        row(
            "bool",
            "entity T { a: Bool }",
            """
            a.inspire:1:15 INS201 unknown type 'Bool'
              > write boolean
            """),
        row(
            "serial",
            "entity T { a: serial }",
            """
            a.inspire:1:15 INS201 unknown type 'serial'
              > write int = autoincrement()
            """),
        row(
            "jsonb",
            "entity T { a: jsonb }",
            """
            a.inspire:1:15 INS201 unknown type 'jsonb'
              > write json
            """),
        row(
            "numeric",
            "entity T { a: numeric(10, 2) }",
            """
            a.inspire:1:15 INS201 unknown type 'numeric'
              > write decimal or decimal(p, s)
            """),
        row(
            "an entity without its field",
            """
            entity User {}
            entity T { owner: User }
            """,
            """
            a.inspire:2:19 INS303 User is an entity, but a reference must name one of its fields
              > refer to its key, such as User.id
            """),
        row(
            "the built-in user without its field",
            "entity T { owner: __User }",
            """
            a.inspire:1:19 INS303 __User is an entity, but a reference must name one of its fields
              > refer to its key, such as __User.id
            """),
        row(
            "a validation type",
            """
            @validation type Input { a: string }
            entity T { a: Input }
            """,
            """
            a.inspire:2:15 INS201 Input is a validation type, which cannot be the type of a field
              > declare it as type Input { … } to store it
            """));
  }

  @TestFactory
  Stream<DynamicTest> unsupported() {
    return SchemaRow.tests(
        row(
            "nullable elements",
            "entity T { a: string?[] }",
            """
            a.inspire:1:15 INS202 the elements of an array cannot be null
              > write string[], or string[]? for an array that may itself be null
            """),
        row(
            "nullable elements of a nullable array",
            "entity T { a: string?[]? }",
            """
            a.inspire:1:15 INS202 the elements of an array cannot be null
              > write string[], or string[]? for an array that may itself be null
            """),
        row(
            "arrays of arrays",
            "entity T { a: int[][] }",
            """
            a.inspire:1:15 INS202 arrays of arrays are not supported
              > use json
            """),
        row(
            "arrays of nullable arrays",
            "entity T { a: int[]?[] }",
            """
            a.inspire:1:15 INS202 arrays of arrays are not supported
              > use json
            """),
        row(
            "two question marks",
            "entity T { a: int?? }",
            """
            a.inspire:1:15 INS202 a type can have only one ?
              > remove the others
            """),
        row(
            "two question marks behind an array",
            "entity T { a: int[]?? }",
            """
            a.inspire:1:15 INS202 a type can have only one ?
              > remove the others
            """),
        row(
            "files in an array",
            "entity T { a: file[] }",
            """
            a.inspire:1:15 INS202 arrays of files are not supported
              > declare an entity with one file per row
            """),
        row(
            "references in an array",
            "entity T { a: T.id[] }",
            """
            a.inspire:1:15 INS202 arrays of references are not supported
              > declare an entity with one reference per row
            """),
        row(
            "entities in an array",
            "entity T { a: T[] }",
            """
            a.inspire:1:15 INS202 arrays of references are not supported
              > declare an entity with one reference per row
            """),
        row(
            "both mistakes of one type",
            "entity T { a: strng[][] }",
            """
            a.inspire:1:15 INS202 arrays of arrays are not supported
              > use json
            a.inspire:1:15 INS201 unknown type 'strng'
              > did you mean string?
            """),
        row(
            "a char without a length",
            "entity T { a: char }",
            """
            a.inspire:1:15 INS202 char needs a length
              > write char(1) for one character
            """),
        row(
            "a length of zero",
            "entity T { a: varchar(0) }",
            """
            a.inspire:1:23 INS202 the length of varchar is one whole number from 1 to 10485760
            """),
        row(
            "a length beyond the limit",
            "entity T { a: varchar(10485761) }",
            """
            a.inspire:1:23 INS202 the length of varchar is one whole number from 1 to 10485760
            """),
        row(
            "two lengths",
            "entity T { a: char(1, 2) }",
            """
            a.inspire:1:23 INS202 the length of char is one whole number from 1 to 10485760
            """),
        row(
            "a precision of seven digits",
            "entity T { a: timestamp(7) }",
            """
            a.inspire:1:25 INS202 the precision of timestamp is one whole number from 0 to 6
            """),
        row(
            "a negative precision",
            "entity T { a: time(-1) }",
            """
            a.inspire:1:20 INS202 the precision of time is one whole number from 0 to 6
            """),
        row(
            "a date with a precision",
            "entity T { a: date(3) }",
            """
            a.inspire:1:15 INS202 date takes no arguments
            """),
        row(
            "native without a name",
            "entity T { a: native }",
            """
            a.inspire:1:15 INS202 native needs the name of one type of PostgreSQL
              > write native("int4range")
            """),
        row(
            "native with two names",
            "entity T { a: native(\"a\", \"b\") }",
            """
            a.inspire:1:15 INS202 native needs the name of one type of PostgreSQL
              > write native("int4range")
            """),
        row(
            "a native type with a word",
            "entity T { a: native(\"text\") }",
            """
            a.inspire:1:22 INS202 Inspire has a word for this type
              > write string
            """),
        row(
            "a native type with a word and a length",
            "entity T { a: native(\"character varying(20)\") }",
            """
            a.inspire:1:22 INS202 Inspire has a word for this type
              > write varchar(20)
            """),
        row(
            "a native type with a word and a precision",
            "entity T { a: native(\"timestamp(3) with time zone\") }",
            """
            a.inspire:1:22 INS202 Inspire has a word for this type
              > write datetime(3)
            """),
        row(
            "a native type with a word and two numbers",
            "entity T { a: native(\"numeric(5,2)\") }",
            """
            a.inspire:1:22 INS202 Inspire has a word for this type
              > write decimal(5, 2)
            """),
        row(
            "a native type by another name",
            "entity T { a: native(\"varbit(3)\") }",
            """
            a.inspire:1:22 INS202 PostgreSQL prints another name for this type
              > write native("bit varying(3)")
            """),
        row(
            "a native time by another name",
            "entity T { a: native(\"timetz(3)\") }",
            """
            a.inspire:1:22 INS202 PostgreSQL prints another name for this type
              > write native("time(3) with time zone")
            """),
        row(
            "a native array in the name",
            "entity T { a: native(\"inet[]\") }",
            """
            a.inspire:1:22 INS202 native(…) names the type of one element
              > write native("inet")[]
            """),
        row(
            "a native type in capitals",
            "entity T { a: native(\"INT4RANGE\") }",
            """
            a.inspire:1:22 INS202 this is not the name of a type as PostgreSQL prints it
              > spell it as format_type does: in small letters, with double quotes around other names, and without blanks in parentheses
            """),
        row(
            "a native type and SQL",
            "entity T { a: native(\"inet; drop table t\") }",
            """
            a.inspire:1:22 INS202 this is not the name of a type as PostgreSQL prints it
              > spell it as format_type does: in small letters, with double quotes around other names, and without blanks in parentheses
            """),
        row(
            "a decimal without scale",
            "entity T { a: decimal(10) }",
            """
            a.inspire:1:15 INS202 decimal needs a precision and a scale
              > write decimal(10, 2) for ten digits, two of them after the decimal point, or decimal for any number of digits
            """),
        row(
            "a decimal with three arguments",
            "entity T { a: decimal(1, 2, 3) }",
            """
            a.inspire:1:15 INS202 decimal needs a precision and a scale
              > write decimal(10, 2) for ten digits, two of them after the decimal point, or decimal for any number of digits
            """),
        row(
            "a precision of zero",
            "entity T { a: decimal(0, 0) }",
            """
            a.inspire:1:23 INS202 the precision of a decimal is a whole number from 1 to 1000
            """),
        row(
            "a precision beyond the limit",
            "entity T { a: decimal(1001, 2) }",
            """
            a.inspire:1:23 INS202 the precision of a decimal is a whole number from 1 to 1000
            """),
        row(
            "a precision that is no whole number",
            "entity T { a: decimal(1.5, 2) }",
            """
            a.inspire:1:23 INS202 the precision of a decimal is a whole number from 1 to 1000
            """),
        row(
            "a scale above the precision",
            "entity T { a: decimal(10, 11) }",
            """
            a.inspire:1:27 INS202 the scale of a decimal is a whole number from 0 to its precision, here 10
            """),
        row(
            "a negative scale",
            "entity T { a: decimal(10, -1) }",
            """
            a.inspire:1:27 INS202 the scale of a decimal is a whole number from 0 to its precision, here 10
            """),
        row(
            "a string with a length",
            "entity T { a: string(20) }",
            """
            a.inspire:1:15 INS202 string takes no arguments
              > write varchar(20) for a text of limited length
            """),
        row(
            "an int with an argument",
            "entity T { a: int(4) }",
            """
            a.inspire:1:15 INS202 int takes no arguments
            """),
        row(
            "an enum with an argument",
            """
            enum E { A }
            entity T { a: E(1) }
            """,
            """
            a.inspire:2:15 INS202 E takes no arguments
            """));
  }

  @TestFactory
  Stream<DynamicTest> embedded() {
    return SchemaRow.tests(
        row(
            "a reference",
            "type A { owner: __User.id }",
            """
            a.inspire:1:17 INS202 an embedded type cannot contain references, because the database could not check them
              > move the reference to the entity
            """),
        row(
            "a file",
            "type A { scan: file }",
            """
            a.inspire:1:16 INS202 an embedded type cannot contain files
              > move the file to the entity
            """),
        row(
            "an unknown type",
            "type A { a: strng }",
            """
            a.inspire:1:13 INS201 unknown type 'strng'
              > did you mean string?
            """),
        row(
            "a default that does not fit",
            "type A { a: int = \"x\" }",
            """
            a.inspire:1:19 INS203 int takes a whole number from -2147483648 to 2147483647, not "x"
            """),
        row(
            "a sequence",
            "type A { a: int = autoincrement() }",
            """
            a.inspire:1:19 INS203 autoincrement() needs a column, but a field of an embedded type has none
            """),
        row(
            "an annotation that does not fit",
            "type A { a: int @minLength(1) }",
            """
            a.inspire:1:17 INS007 @minLength is only allowed on string fields, but A.a is int
            """));
  }
}
