package dev.kizaki.engine.compile;

import static dev.kizaki.engine.compile.SchemaRow.row;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Defaults: which ones a field can have, their canonical form, and the messages for others. */
class DefaultsTest {
  @TestFactory
  Stream<DynamicTest> fitting() {
    return SchemaRow.tests(
        row(
            "a literal of every type, in its canonical form",
            """
            enum Status { Todo, Done }
            entity T {
              a: string = "x \\"y\\""
              b: int = -007
              c: smallint = 32767
              d: bigint = 9223372036854775807
              e: decimal(4, 2) = 12.50
              f: double = 0.10
              g: boolean = true
              h: datetime = "2024-01-31T13:00:00.120+02:00"
              i: date = "2024-02-29"
              j: uuid = "6BA7B810-9DAD-11D1-80B4-00C04FD430C8"
              k: bytes = "00Ff"
              l: json = "{ \\"a\\": [1, 2.50] }"
              m: Status = Todo
              n: Status = "Done"
              o: string[] = []
              p: Status[]? = []
              q: json[] = []
              r: boolean? = false
            }
            """,
            """
            enum Status [Todo, Done]
            entity T
              id: uuid = uuid()
              a: string = Text[text=x "y"]
              b: int = Number[value=-7]
              c: smallint = Number[value=32767]
              d: bigint = Number[value=9223372036854775807]
              e: decimal(4, 2) = Number[value=12.5]
              f: double = Number[value=0.1]
              g: boolean = Boolean[value=true]
              h: datetime = Text[text=2024-01-31T11:00:00.12Z]
              i: date = Text[text=2024-02-29]
              j: uuid = Text[text=6ba7b810-9dad-11d1-80b4-00c04fd430c8]
              k: bytes = Text[text=00ff]
              l: json = Text[text={ "a": [1, 2.50] }]
              m: Status = EnumValue[value=Todo]
              n: Status = EnumValue[value=Done]
              o: string[] = EmptyArray[]
              p: Status[]? = EmptyArray[]
              q: json[] = EmptyArray[]
              r: boolean? = Boolean[value=false]
              key [id]
            """),
        row(
            "the functions",
            """
            entity T {
              a: datetime = now()
              b: date = now()
              c: uuid = uuid()
              d: int = autoincrement()
              e: smallint = autoincrement()
              f: bigint = autoincrement()
            }
            """,
            """
            entity T
              id: uuid = uuid()
              a: datetime = now()
              b: date = now()
              c: uuid = uuid()
              d: int = autoincrement()
              e: smallint = autoincrement()
              f: bigint = autoincrement()
              key [id]
            """),
        row(
            "types with a number, and their functions",
            """
            entity T {
              a: varchar(4) = "abÄ😀", b: char(3) = "ab", c: timestamp = "2024-01-31T13:00:00.120",
              d: timestamp(0) = "2024-01-31T13:00", e: datetime(3) = "2024-01-31T13:00:00.12Z",
              f: time = "07:30", g: time(1) = "07:30:00.5", h: real = 0.10, i: decimal = "1.50",
              j: timestamp(3) = now(), k: time = now(), l: datetime(0) = now(),
              m: native("inet")[] = []
            }
            """,
            """
            entity T
              id: uuid = uuid()
              a: varchar(4) = Text[text=abÄ😀]
              b: char(3) = Text[text=ab]
              c: timestamp = Text[text=2024-01-31T13:00:00.12]
              d: timestamp(0) = Text[text=2024-01-31T13:00:00]
              e: datetime(3) = Text[text=2024-01-31T13:00:00.12Z]
              f: time = Text[text=07:30:00]
              g: time(1) = Text[text=07:30:00.5]
              h: real = Number[value=0.1]
              i: decimal = Number[value=1.5]
              j: timestamp(3) = now()
              k: time = now()
              l: datetime(0) = now()
              m: native("inet")[] = EmptyArray[]
              key [id]
            """),
        row(
            "an embedded type takes JSON",
            """
            type Size { width: int }
            entity T { size: Size = "{}", sizes: Size[] = [] }
            """,
            """
            entity T
              id: uuid = uuid()
              size: json = Text[text={}]
              sizes: json[] = EmptyArray[]
              key [id]
            """),
        row(
            "a reference takes a literal of the referenced column",
            """
            entity Country { code: string @primaryKey }
            entity Region { countryCode: Country.code @primaryKey }
            entity City { regionCode: Region.countryCode = "de" }
            """,
            """
            entity City
              id: uuid = uuid()
              regionCode: Region.countryCode = Text[text=de]
              key [id]
              index [regionCode]
            entity Country
              code: string
              key [code]
            entity Region
              countryCode: Country.code
              key [countryCode]
            """));
  }

  @TestFactory
  Stream<DynamicTest> others() {
    return SchemaRow.tests(
        row(
            "an enum value with a typing mistake",
            """
            enum Status { Todo, Doing, Done }
            entity T { a: Status = Tood }
            """,
            """
            a.inspire:2:24 INS203 Status takes one of Todo, Doing, Done, not Tood
              > did you mean Todo?
            """),
        row(
            "a quoted enum value with a typing mistake",
            """
            enum Status { Todo, Doing, Done }
            entity T { a: Status = "todo" }
            """,
            """
            a.inspire:2:24 INS203 Status takes one of Todo, Doing, Done, not "todo"
              > did you mean Todo?
            """),
        row(
            "a number for one of many enum values",
            """
            enum E { A, B, C, D, E, F, G, H, I }
            entity T { a: E = 1 }
            """,
            """
            a.inspire:2:19 INS203 E takes one of its 9 values, not 1
            """),
        row(
            "[] for no array",
            "entity T { a: string = [] }",
            """
            a.inspire:1:24 INS203 string takes a text in double quotes, not []
            """),
        row(
            "a filled array",
            "entity T { a: string[] = [\"a\"] }",
            """
            a.inspire:1:26 INS203 string[] takes only the empty array []
            """),
        row(
            "a text for an array",
            "entity T { a: string[] = \"a\" }",
            """
            a.inspire:1:26 INS203 string[] takes only the empty array [], not "a"
            """),
        row(
            "a text that is too long",
            "entity T { a: varchar(2) = \"abc\" }",
            """
            a.inspire:1:28 INS203 varchar(2) takes a text of at most 2 characters in double quotes, not "abc"
            """),
        row(
            "a char with a blank at its end",
            "entity T { a: char(3) = \"a \" }",
            """
            a.inspire:1:25 INS203 char(3) takes a text of at most 3 characters, without blanks at its end, in double quotes, not "a "
            """),
        row(
            "a timestamp with an offset",
            "entity T { a: timestamp = \"2024-01-31T12:00:00Z\" }",
            """
            a.inspire:1:27 INS203 timestamp takes a time without an offset such as "2024-01-31T12:00:00", not "2024-01-31T12:00:00Z"
              > remove the offset, or use datetime, which is a moment with a time zone
            """),
        row(
            "a timestamp with too many digits",
            "entity T { a: timestamp(1) = \"2024-01-31T12:00:00.12\" }",
            """
            a.inspire:1:30 INS203 timestamp(1) takes a time without an offset such as "2024-01-31T12:00:00", not "2024-01-31T12:00:00.12"
              > timestamp(1) keeps 1 digits after the second
            """),
        row(
            "no time of day",
            "entity T { a: time = \"noon\" }",
            """
            a.inspire:1:22 INS203 time takes a time of day such as "12:00:00", not "noon"
            """),
        row(
            "a number beyond real",
            "entity T { a: real = 1000000000000000000000000000000000000000 }",
            """
            a.inspire:1:22 INS203 real takes a number between 1.4e-45 and 3.4e38 in size, or 0, not 1000000000000000000000000000000000000000
            """),
        row(
            "a literal of a native type",
            "entity T { a: native(\"inet\") = \"10.0.0.1\" }",
            """
            a.inspire:1:32 INS203 native("inet") takes no literal: only PostgreSQL knows its values
            """),
        row(
            "null",
            "entity T { a: string? = null }",
            """
            a.inspire:1:25 INS203 null is not a default: a nullable field without a default is already null
              > remove the default
            """),
        row(
            "now() for a string",
            "entity T { a: string = now() }",
            """
            a.inspire:1:24 INS203 now() returns datetime, timestamp, date and time values, not string
            """),
        row(
            "uuid() for a string",
            "entity T { a: string = uuid() }",
            """
            a.inspire:1:24 INS203 uuid() returns uuid values, not string
            """),
        row(
            "now() for an array",
            "entity T { a: datetime[] = now() }",
            """
            a.inspire:1:28 INS203 now() returns datetime, timestamp, date and time values, not datetime[]
            """),
        row(
            "autoincrement() for a decimal",
            "entity T { a: decimal(5, 0) = autoincrement() }",
            """
            a.inspire:1:31 INS203 autoincrement() returns int, smallint and bigint values, not decimal(5, 0)
            """),
        row(
            "autoincrement() for a nullable field",
            "entity T { a: int? = autoincrement() }",
            """
            a.inspire:1:22 INS203 a field with autoincrement() cannot be nullable
              > remove the ? after its type
            """),
        row(
            "a function for a reference",
            "entity T { a: __User.id = uuid() }",
            """
            a.inspire:1:27 INS203 uuid() cannot be the default of a reference
            """),
        row(
            "a function with an argument",
            "entity T { a: datetime = now(3) }",
            """
            a.inspire:1:26 INS203 now() takes no arguments
            """),
        row(
            "a function of PostgreSQL",
            "entity T { a: uuid = gen_random_uuid() }",
            """
            a.inspire:1:22 INS203 unknown function 'gen_random_uuid()'
              > write uuid()
            """),
        row(
            "a function with a typing mistake",
            "entity T { a: int = autoincremnt() }",
            """
            a.inspire:1:21 INS203 unknown function 'autoincremnt()'
              > did you mean autoincrement()?
            """),
        row(
            "no function at all",
            "entity T { a: int = random() }",
            """
            a.inspire:1:21 INS203 unknown function 'random()'
              > the functions are now(), uuid(), autoincrement(), serial() and nextval(…); write any other in sql("…")
            """),
        row(
            "a function without its parentheses",
            "entity T { a: datetime = now }",
            """
            a.inspire:1:26 INS203 datetime takes a time with its offset such as "2024-01-31T12:00:00Z", not now
              > write now()
            """),
        row(
            "a word of SQL",
            "entity T { a: datetime = CURRENT_TIMESTAMP }",
            """
            a.inspire:1:26 INS203 datetime takes a time with its offset such as "2024-01-31T12:00:00Z", not CURRENT_TIMESTAMP
              > write now()
            """),
        row(
            "a reference takes what the referenced column takes",
            """
            entity Country { code: string @primaryKey }
            entity City { countryCode: Country.code = 5 }
            """,
            """
            a.inspire:2:43 INS203 string takes a text in double quotes, not 5
            """),
        row(
            "nothing is said of the default of a reference that leads nowhere",
            "entity T { a: Nothing.id = \"x\" }",
            """
            a.inspire:1:15 INS303 unknown entity 'Nothing'
            """));
  }
}
