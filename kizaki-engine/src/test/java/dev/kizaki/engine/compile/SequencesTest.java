package dev.kizaki.engine.compile;

import static dev.kizaki.engine.compile.SchemaRow.row;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Sequences that a schema declares, and defaults that take their numbers. */
class SequencesTest {
  @TestFactory
  Stream<DynamicTest> declarations() {
    return SchemaRow.tests(
        row(
            "what PostgreSQL does anyway is no option",
            """
            sequence A {}
            sequence B { type: bigint, increment: 1, min: 1, max: 9223372036854775807, start: 1 }
            sequence C @sequence("C") { type: smallint, max: 32767, cache: 1, cycle: false }
            sequence D @sequence("d") {
              increment: -2
              max: -1
              start: -1
              min: -9223372036854775808
            }
            sequence E { min: 5, start: 5, max: 9, cycle: true, cache: 2 }
            """,
            """
            sequence A []
            sequence B []
            sequence C "C" [type: smallint]
            sequence D [increment: -2]
            sequence E [min: 5, max: 9, cache: 2, cycle: true]
            """),
        row(
            "the increment is zero, or the limits leave no number",
            """
            sequence A { increment: 0 }
            sequence B { min: 5, max: 4 }
            sequence C { min: 5, start: 4 }
            sequence D { type: smallint, max: 40000 }
            sequence E { cache: 0 }
            sequence F { increment: -1, start: 1 }
            """,
            """
            a.inspire:1:14 INS205 a sequence cannot be incremented by 0
              > write increment: 1, or increment: -1 to count down
            a.inspire:2:22 INS205 the smallest number 5 is not less than the largest one, 4
            a.inspire:3:22 INS205 the first number 4 is not from 5 to 9223372036854775807
            a.inspire:4:30 INS205 smallint has no number 40000: its numbers are from -32768 to 32767
            a.inspire:5:14 INS205 a session takes at least 1 number at once
              > write cache: 1, or delete it
            a.inspire:6:29 INS205 the first number 1 is not from -9223372036854775808 to -1
            """),
        row(
            "options that are none",
            """
            sequence A { incremnt: 5, cache: 2, cache: 3 }
            sequence B { owner: 5 }
            sequence C { type: integer }
            sequence D { type: string, increment: 1.5, cycle: 1, start: 99999999999999999999 }
            """,
            """
            a.inspire:1:14 INS205 a sequence has no option 'incremnt'
              > did you mean increment?
            a.inspire:1:37 INS205 'cache' is written twice
              > keep one of them
            a.inspire:2:14 INS205 a sequence has no option 'owner'
              > the options are type, increment, min, max, start, cache, cycle
            a.inspire:3:20 INS205 a sequence has the type smallint, int or bigint, found integer
              > write type: int
            a.inspire:4:20 INS205 a sequence has the type smallint, int or bigint, found string
            a.inspire:4:39 INS205 increment takes a whole number of bigint, found 1.5
              > write increment: 50
            a.inspire:4:51 INS205 cycle takes true or false, found 1
              > write cycle: true
            a.inspire:4:61 INS205 start takes a whole number of bigint, found 99999999999999999999
              > write start: 50
            """));
  }

  @TestFactory
  Stream<DynamicTest> defaults() {
    return SchemaRow.tests(
        row(
            "numbers of every type",
            """
            sequence A {}
            entity T { id: bigint = nextval(A), a: int? = nextval(A), b: decimal(9, 2) = nextval(A) }
            """,
            """
            sequence A []
            entity T
              id: bigint = nextval(A)
              a: int? = nextval(A)
              b: decimal(9, 2) = nextval(A)
              key [id]
            """),
        row(
            "what takes no numbers",
            """
            sequence Numbers {}
            entity T { a: string = nextval(Numbers), b: int[] = nextval(Numbers) }
            entity U { c: T.id = nextval(Numbers), d: int = nextval(Number), e: int = nextval("A") }
            type E { n: int = nextval(Numbers) }
            entity F { n: Numbers, e: E }
            """,
            """
            a.inspire:2:24 INS203 nextval(Numbers) returns numbers, not string
            a.inspire:2:53 INS203 nextval(Numbers) returns numbers, not int[]
            a.inspire:3:22 INS203 nextval(Numbers) cannot be the default of a reference
            a.inspire:3:57 INS203 there is no sequence 'Number'
              > did you mean Numbers?
            a.inspire:3:75 INS203 nextval takes the name of one sequence of the schema
              > write nextval(InvoiceSeq), with sequence InvoiceSeq {} beside the entities
            a.inspire:4:19 INS203 nextval(Numbers) needs a column, but a field of an embedded type has none
            a.inspire:5:15 INS201 Numbers is a sequence, which cannot be the type of a field
              > write bigint = nextval(Numbers)
            """));
  }

  @TestFactory
  Stream<DynamicTest> ownedSequences() {
    return SchemaRow.tests(
        row(
            "every kind, without what PostgreSQL does anyway",
            """
            entity T {
              id: int = autoincrement(always, increment: 1, max: 2147483647)
              a: smallint = serial(type: smallint, max: 32767, cache: 1)
              b: bigint? = serial(type: int, increment: -1, named: "numbers")
              c: int = autoincrement(start: 100, cycle: true, named: "c numbers")
            }
            """,
            """
            entity T
              id: int = autoincrement(always)
              a: smallint = serial()
              b: bigint? = serial(type: int, increment: -1)
              c: int = autoincrement(start: 100, cycle: true)
              key [id]
            """),
        row(
            "arguments that they do not take",
            """
            entity T {
              a: int = autoincrement(type: int)
              b: int = autoincrement(5)
              c: int = serial(always)
              d: int = autoincrement(always, always)
              e: int = serial(incremnt: 5)
              f: int = serial(named: x)
              g: int = serial(named: "x", named: "y")
              h: int = autoincrement(never)
            }
            """,
            """
            a.inspire:2:26 INS203 the sequence of autoincrement has the type of its field
              > delete the option, or write serial(type: int)
            a.inspire:3:26 INS203 autoincrement takes the word always and options of its sequence
              > the options are increment, min, max, start, cache, cycle, named
            a.inspire:4:19 INS203 serial takes options of its sequence
              > the options are type, increment, min, max, start, cache, cycle, named
            a.inspire:5:34 INS203 autoincrement takes the word always and options of its sequence
              > the options are increment, min, max, start, cache, cycle, named
            a.inspire:6:19 INS203 a sequence has no option 'incremnt'
              > did you mean increment?
            a.inspire:7:19 INS203 named takes the name of the sequence, once
              > such as serial(named: "task_id_seq")
            a.inspire:8:31 INS203 named takes the name of the sequence, once
              > such as serial(named: "task_id_seq")
            a.inspire:9:26 INS203 autoincrement takes the word always and options of its sequence
              > the options are increment, min, max, start, cache, cycle, named
            """),
        row(
            "options that do not fit",
            """
            entity T {
              a: smallint = autoincrement(max: 40000)
              b: int = serial(increment: 0)
              c: int = autoincrement(start: 0)
              d: bigint = serial(type: int, min: 5000000000)
            }
            """,
            """
            a.inspire:2:31 INS203 smallint has no number 40000: its numbers are from -32768 to 32767
            a.inspire:3:19 INS203 a sequence cannot be incremented by 0
              > write increment: 1, or increment: -1 to count down
            a.inspire:4:26 INS203 the first number 0 is not from 1 to 2147483647
            a.inspire:5:33 INS203 int has no number 5000000000: its numbers are from -2147483648 to 2147483647
            """),
        row(
            "fields that cannot have one",
            """
            entity T { a: string = serial(), b: int[] = serial(), c: int? = autoincrement(always), d: T.id = serial() }
            type E { n: int = serial() }
            entity F { e: E }
            """,
            """
            a.inspire:1:24 INS203 serial() returns int, smallint and bigint values, not string
            a.inspire:1:45 INS203 serial() returns int, smallint and bigint values, not int[]
            a.inspire:1:65 INS203 a field with autoincrement(always) cannot be nullable
              > remove the ? after its type
            a.inspire:1:98 INS203 serial() cannot be the default of a reference
            a.inspire:2:19 INS203 serial() needs a column, but a field of an embedded type has none
            """));
  }

  @TestFactory
  Stream<DynamicTest> names() {
    return SchemaRow.tests(
        row(
            "the name of a sequence that a column owns",
            """
            sequence TaskIdSeq {}
            entity Task { id: int = autoincrement() }
            """,
            """
            a.inspire:2:15 INS103 sequence TaskIdSeq and the sequence of Task.id would both be named task_id_seq in the database
              > rename one of them
              @ a.inspire:1:10 sequence TaskIdSeq is here
            """),
        row(
            "the stated name of a sequence that a column owns",
            """
            sequence Numbers {}
            entity Task { id: int = serial(named: "numbers"), other: int = serial(named: "task") }
            """,
            """
            a.inspire:2:15 INS103 sequence Numbers and the sequence of Task.id would both be named numbers in the database
              > rename one of them
              @ a.inspire:1:10 sequence Numbers is here
            a.inspire:2:51 INS103 entity Task and the sequence of Task.other would both be named task in the database
              > rename one of them
              @ a.inspire:2:8 entity Task is here
            """),
        row(
            "one name in the database",
            """
            entity Task {}
            sequence Other @sequence("task") {}
            enum Numbers { A }
            sequence Numbers {}
            sequence Same @sequence("other one") {}
            sequence Again @sequence("other one") {}
            """,
            """
            a.inspire:2:10 INS103 entity Task and sequence Other would both be named task in the database
              > rename one of them
              @ a.inspire:1:8 entity Task is here
            a.inspire:4:10 INS101 Numbers is declared twice, as an enum and as a sequence
              @ a.inspire:3:6 first declared here
            a.inspire:6:10 INS103 sequence Same and sequence Again would both be named other one in the database
              > rename one of them
              @ a.inspire:5:10 sequence Same is here
            """));
  }
}
