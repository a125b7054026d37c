package dev.kizaki.engine.compile;

import static dev.kizaki.engine.compile.SchemaRow.row;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The messages for literals that a type cannot hold. */
class LiteralsTest {
  @TestFactory
  Stream<DynamicTest> numbers() {
    return SchemaRow.tests(
        row(
            "a text for an int",
            "entity T { a: int = \"x\" }",
            """
            a.inspire:1:21 INS203 int takes a whole number from -2147483648 to 2147483647, not "x"
            """),
        row(
            "a quoted number",
            "entity T { a: int = \"5\" }",
            """
            a.inspire:1:21 INS203 int takes a whole number from -2147483648 to 2147483647, not "5"
              > write 5 without quotes
            """),
        row(
            "a fraction for an int",
            "entity T { a: int = 1.5 }",
            """
            a.inspire:1:21 INS203 int takes a whole number from -2147483648 to 2147483647, not 1.5
            """),
        row(
            "an int out of range",
            "entity T { a: int = 2147483648 }",
            """
            a.inspire:1:21 INS203 int takes a whole number from -2147483648 to 2147483647, not 2147483648
            """),
        row(
            "a smallint out of range",
            "entity T { a: smallint = -32769 }",
            """
            a.inspire:1:26 INS203 smallint takes a whole number from -32768 to 32767, not -32769
            """),
        row(
            "a bigint out of range",
            "entity T { a: bigint = 9223372036854775808 }",
            """
            a.inspire:1:24 INS203 bigint takes a whole number from -9223372036854775808 to 9223372036854775807, not 9223372036854775808
            """),
        row(
            "too many digits behind the point",
            "entity T { a: decimal(4, 2) = 1.005 }",
            """
            a.inspire:1:31 INS203 decimal(4, 2) takes a number with at most 2 digits before the decimal point and 2 after it, not 1.005
            """),
        row(
            "too many digits before the point",
            "entity T { a: decimal(4, 2) = 100 }",
            """
            a.inspire:1:31 INS203 decimal(4, 2) takes a number with at most 2 digits before the decimal point and 2 after it, not 100
            """),
        row(
            "a double that overflows",
            "entity T { a: double = 1" + "0".repeat(309) + " }",
            """
            a.inspire:1:24 INS203 double takes a number between 4.9e-324 and 1.7e308 in size, or 0, not 100000000000000000000000000000000000000000000000000000000000…
            """),
        row(
            "a double that vanishes",
            "entity T { a: double = 0." + "0".repeat(324) + "1 }",
            """
            a.inspire:1:24 INS203 double takes a number between 4.9e-324 and 1.7e308 in size, or 0, not 0.0000000000000000000000000000000000000000000000000000000000…
            """));
  }

  @TestFactory
  Stream<DynamicTest> texts() {
    return SchemaRow.tests(
        row(
            "a number for a string",
            "entity T { a: string = 5 }",
            """
            a.inspire:1:24 INS203 string takes a text in double quotes, not 5
            """),
        row(
            "a bare word for a string",
            "entity T { a: string = Draft }",
            """
            a.inspire:1:24 INS203 string takes a text in double quotes, not Draft
              > write "Draft"
            """),
        row(
            "a quoted boolean",
            "entity T { a: boolean = \"true\" }",
            """
            a.inspire:1:25 INS203 boolean takes true or false, not "true"
              > write true without quotes
            """),
        row(
            "a number for a boolean",
            "entity T { a: boolean = 1 }",
            """
            a.inspire:1:25 INS203 boolean takes true or false, not 1
            """),
        row(
            "a datetime without offset",
            "entity T { a: datetime = \"2024-01-31T12:00:00\" }",
            """
            a.inspire:1:26 INS203 datetime takes a time with its offset such as "2024-01-31T12:00:00Z", not "2024-01-31T12:00:00"
              > add Z for UTC, or an offset such as +02:00
            """),
        row(
            "a day for a datetime",
            "entity T { a: datetime = \"2024-01-31\" }",
            """
            a.inspire:1:26 INS203 datetime takes a time with its offset such as "2024-01-31T12:00:00Z", not "2024-01-31"
            """),
        row(
            "a day that is not",
            "entity T { a: datetime = \"2023-02-29T00:00:00Z\" }",
            """
            a.inspire:1:26 INS203 datetime takes a time with its offset such as "2024-01-31T12:00:00Z", not "2023-02-29T00:00:00Z"
            """),
        row(
            "nanoseconds",
            "entity T { a: datetime = \"2024-01-31T12:00:00.0000001Z\" }",
            """
            a.inspire:1:26 INS203 datetime takes a time with its offset such as "2024-01-31T12:00:00Z", not "2024-01-31T12:00:00.0000001Z"
              > PostgreSQL stores at most six digits after the seconds
            """),
        row(
            "a year before the first",
            "entity T { a: datetime = \"0001-01-01T00:00:00+01:00\" }",
            """
            a.inspire:1:26 INS203 datetime takes a time with its offset such as "2024-01-31T12:00:00Z", not "0001-01-01T00:00:00+01:00"
              > the year in UTC must be from 0001 to 9999
            """),
        row(
            "a date in another order",
            "entity T { a: date = \"31.01.2024\" }",
            """
            a.inspire:1:22 INS203 date takes a day such as "2024-01-31", not "31.01.2024"
            """),
        row(
            "a uuid that is none",
            "entity T { a: uuid = \"6ba7b810\" }",
            """
            a.inspire:1:22 INS203 uuid takes a uuid such as "6ba7b810-9dad-11d1-80b4-00c04fd430c8", not "6ba7b810"
            """),
        row(
            "bytes that are none",
            "entity T { a: bytes = \"0xff\" }",
            """
            a.inspire:1:23 INS203 bytes takes pairs of hex digits such as "00ff", not "0xff"
              > write "ff"
            """),
        row(
            "bytes as PostgreSQL prints them",
            "entity T { a: bytes = \"\\\\x00FF\" }",
            """
            a.inspire:1:23 INS203 bytes takes pairs of hex digits such as "00ff", not "\\\\x00FF"
              > write "00ff"
            """),
        row(
            "half a byte",
            "entity T { a: bytes = \"abc\" }",
            """
            a.inspire:1:23 INS203 bytes takes pairs of hex digits such as "00ff", not "abc"
            """),
        row(
            "a file",
            "entity T { a: file = \"x\" }",
            """
            a.inspire:1:22 INS203 file takes no literal: its value comes from an upload
            """));
  }

  @TestFactory
  Stream<DynamicTest> json() {
    return SchemaRow.tests(
        row(
            "broken JSON",
            "entity T { a: json = \"{ x }\" }",
            """
            a.inspire:1:22 INS203 "{ x }" is not JSON that jsonb can store: it is invalid at character 3
            """),
        row(
            "JSON that ends early",
            "entity T { a: json = \"[1, \" }",
            """
            a.inspire:1:22 INS203 "[1, " is not JSON that jsonb can store: it is invalid at character 5
            """),
        row(
            "two values",
            "entity T { a: json = \"1 2\" }",
            """
            a.inspire:1:22 INS203 "1 2" is not JSON that jsonb can store: it continues after the first value
            """),
        row(
            "no value",
            "entity T { a: json = \"  \" }",
            """
            a.inspire:1:22 INS203 "  " is not JSON that jsonb can store: it is empty
            """),
        row(
            "NUL",
            "entity T { a: json = \"[\\\"\\\\u0000\\\"]\" }",
            """
            a.inspire:1:22 INS203 "[\\"\\\\u0000\\"]" is not JSON that jsonb can store: it contains the character U+0000
            """),
        row(
            "half a surrogate pair",
            "entity T { a: json = \"[\\\"\\\\ud83d\\\"]\" }",
            """
            a.inspire:1:22 INS203 "[\\"\\\\ud83d\\"]" is not JSON that jsonb can store: it contains the character U+D83D
            """),
        row(
            "a number beyond numeric",
            "entity T { a: json = \"1e200000\" }",
            """
            a.inspire:1:22 INS203 "1e200000" is not JSON that jsonb can store: it contains a number that is too large or has too many decimal places
            """),
        row(
            "a number beyond any",
            "entity T { a: json = \"1e99999999999\" }",
            """
            a.inspire:1:22 INS203 "1e99999999999" is not JSON that jsonb can store: it contains a number that is too large or has too many decimal places
            """),
        row(
            "a bare number",
            "entity T { a: json = 5 }",
            """
            a.inspire:1:22 INS203 json takes a text with a JSON value such as "{}", not 5
              > write "5"
            """),
        row(
            "an empty array",
            "entity T { a: json = [] }",
            """
            a.inspire:1:22 INS203 json takes a text with a JSON value such as "{}", not []
              > write "[]"
            """));
  }
}
