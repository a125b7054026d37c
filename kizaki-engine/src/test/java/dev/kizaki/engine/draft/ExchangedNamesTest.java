package dev.kizaki.engine.draft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.compile.ShapeCompiler;
import dev.kizaki.engine.goal.plan.AnswerReader;
import dev.kizaki.engine.plan.text.PlanReader;
import dev.kizaki.engine.plan.text.PlanText;
import dev.kizaki.engine.planner.PlanQuestion;
import dev.kizaki.engine.planner.UnusedAnswer;
import dev.kizaki.engine.proof.DraftProof;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.inspire.parse.InspireParser;
import dev.kizaki.inspire.source.SourceText;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names that are exchanged, by an answer or by hand, and plans that are begun by hand. */
class ExchangedNamesTest {
  /** Comments about loss, which are not the subject here. */
  private static final Pattern DATA_LOSS = Pattern.compile("(?m)^ *// Data loss: .*\n");

  /** A plan as it is written, with the answers that {@code plan} was given. */
  private static String planned(
      String base, String schema, Optional<String> draft, boolean edited, String answers) {
    Shape target = shape(schema);
    PlannedMigration planned =
        new MigrationPlanner(
                shape(base), target, false, draft.map(text -> draft(shape(base), text, edited)))
            .with(AnswerReader.read(SourceText.of("answers", answers), target).answers());
    DraftProof.require(shape(base), planned.plan());
    assertThat(planned.unused()).extracting(UnusedAnswer::sentence).isEmpty();
    for (PlanQuestion question : planned.plan().questions()) {
      question.examples().forEach(example -> assertFits(base, schema, planned, answers, example));
    }
    return DATA_LOSS.matcher(planned.text("0002_x")).replaceAll("");
  }

  /** An answer that a question shows fits when it is given to the plan that was written. */
  private static void assertFits(
      String base, String schema, PlannedMigration planned, String answers, String example) {
    Shape target = shape(schema);
    PlannedMigration next =
        new MigrationPlanner(
                shape(base),
                target,
                false,
                Optional.of(draft(shape(base), planned.text("0002_x"), false)))
            .with(
                AnswerReader.read(SourceText.of("answers", answers + "\n" + example), target)
                    .answers());
    DraftProof.require(shape(base), next.plan());
    assertThat(next.unused()).as(example).extracting(UnusedAnswer::sentence).isEmpty();
    assertThat(next.plan().questions()).as(example).isNotEqualTo(planned.plan().questions());
  }

  private static Draft draft(Shape base, String text, boolean edited) {
    PlanText read = PlanReader.read(SourceText.of("plan.migration", text));
    assertThat(read.diagnostics()).isEmpty();
    return new Draft(base, read.plan(), read.comments(), edited);
  }

  private static Shape shape(String schema) {
    return ShapeCompiler.compile(
            List.of(InspireParser.parseSchema(SourceText.of("s", schema)).tree()), Optional.empty())
        .shape()
        .orElseThrow();
  }

  private static String plan(String... lines) {
    return "migration \"0002_x\" {\n  " + String.join("\n  ", lines) + "\n}\n";
  }

  @ParameterizedTest(name = "{0}: {3}")
  @CsvSource(
      delimiter = '|',
      value = {
        "two fields"
            + "| entity P { a: string  b: string }"
            + "| entity P { a: string  b: string  age: int }"
            + "| rename P.a -> P.b; rename P.b -> P.a",
        "three fields"
            + "| entity P { a: string  b: string  c: string }"
            + "| entity P { a: string  b: string  c: string  age: int }"
            + "| rename P.a -> P.b; rename P.b -> P.c; rename P.c -> P.a",
        "a name that is passed on"
            + "| entity P { a: string  b: string }"
            + "| entity P { b: string  c: string  age: int }"
            + "| rename P.a -> P.b; rename P.b -> P.c",
        "a name that is used again"
            + "| entity P { a: string }"
            + "| entity P { a: string?  b: string  age: int }"
            + "| rename P.a -> P.b",
        "entities"
            + "| entity P { x: int } entity Q { y: int }"
            + "| entity P { y: int  age: int } entity Q { x: int }"
            + "| rename entity P -> Q; rename entity Q -> P",
        "fields of a renamed entity"
            + "| entity O { a: string  b: string }"
            + "| entity P { a: string  b: string  age: int }"
            + "| rename entity O -> P; rename P.a -> P.b; rename P.b -> P.a",
        "enums"
            + "| entity P { x: E  y: F } enum E { A } enum F { B }"
            + "| entity P { x: F  y: E  age: int } enum F { A } enum E { B }"
            + "| rename enum E -> F; rename enum F -> E",
        "values"
            + "| entity P { x: E } enum E { A, B, C }"
            + "| entity P { x: E  age: int } enum E { A, B, C }"
            + "| rename value E.A -> E.B; rename value E.B -> E.A",
      })
  void anAnswerThatTheDraftFollowsIsNotFollowedAgain(
      String kind, String base, String schema, String answers) {
    String once = planned(base, schema, Optional.empty(), false, answers + "; P.age backfill 0");
    String first = planned(base, schema, Optional.empty(), false, answers);
    String second =
        planned(base, schema, Optional.of(first), false, answers + "; P.age backfill 0");
    assertThat(second).isEqualTo(once);
    assertThat(planned(base, schema, Optional.of(once), false, answers)).isEqualTo(once);
    assertThat(planned(base, schema, Optional.of(first), false, "P.age backfill 0"))
        .isEqualTo(once);
  }

  /** Which enums share a field depends on the exchange, and so does the order of the questions. */
  @Test
  void theOrderOfQuestionsIsTheSameBeforeAndAfterTheExchange() {
    String base =
        "entity P { a: string  b: F = V8 } entity Q { c: E } enum E { V1, V2, V3 } enum F { V5, V8 }";
    String schema =
        "entity P { a: H = V8  b: string } entity Q { c: int } enum G { V2, V3, V1 } enum H { V5, V8 }";
    String answers = "rename P.a -> P.b; rename P.b -> P.a";
    String first = planned(base, schema, Optional.empty(), false, answers);
    assertThat(planned(base, schema, Optional.of(first), false, answers)).isEqualTo(first);
  }

  @Test
  void anAnswerThatAHandWrittenExchangeStatesIsNotFollowedAgain() {
    String base = "entity P { a: string  b: string }";
    String draft = plan("rename P.a -> P.spare", "rename P.b -> P.a", "rename P.spare -> P.b");
    assertThat(
            planned(
                base,
                "entity P { a: string  b: string  age: int }",
                Optional.of(draft),
                false,
                "rename P.a -> P.b; rename P.b -> P.a; P.age backfill 0"))
        .isEqualTo(
            plan(
                "rename P.a -> P.spare",
                "rename P.b -> P.a",
                "rename P.spare -> P.b",
                "add P.age: int backfill 0"));
  }

  @Test
  void anAnswerOverridesAnotherExchangeOfTheDraft() {
    String schema = "entity P { a: int  b: int  c: int }";
    String one = "rename P.a -> P.b; rename P.b -> P.c; rename P.c -> P.a";
    String other = "rename P.a -> P.c; rename P.c -> P.b; rename P.b -> P.a";
    String draft = planned(schema, schema, Optional.empty(), false, one);
    assertThat(planned(schema, schema, Optional.of(draft), false, other))
        .isEqualTo(planned(schema, schema, Optional.empty(), false, other));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "update T set n = sql(\"n * 100\")"
            + "| entity T { n: decimal(10,2) }"
            + "| entity T { n: int }"
            + "| T.n using sql(\"round(n)::int\")"
            + "| change T.n: decimal(10, 2) -> int using sql(\"round(n)::int\")",
        "run sql(\"update t set n = n * 100\")"
            + "| entity T { n: decimal(10,2) }"
            + "| entity T { n: int }"
            + "| T.n using none"
            + "| change T.n: decimal(10, 2) -> int",
        "update T set n = 0 where sql(\"n > 30000\")"
            + "| entity T { n: int }"
            + "| entity T { n: smallint }"
            + "| T.n using none"
            + "| change T.n: int -> smallint",
        "update T set n = 5 where sql(\"n is null\")"
            + "| entity T { n: int? }"
            + "| entity T { n: int }"
            + "| T.n backfill none"
            + "| change T.n: int? -> int",
        "update T set b = sql(\"a + b\")"
            + "| entity T { a: int  b: int }"
            + "| entity T { c: int  b: int }"
            + "| rename T.a -> T.c"
            + "| rename T.a -> T.c",
        "update T set a = sql(\"upper(a)\")"
            + "| entity T { a: string  b: string }"
            + "| entity T { a: string  b: string }"
            + "| rename T.a -> T.b; rename T.b -> T.a"
            + "| rename T.a -> T.temporary; rename T.b -> T.a; rename T.temporary -> T.b",
        "update T set a = 1"
            + "| entity T { a: int }"
            + "| entity T { a: int  b: int? }"
            + "| ''"
            + "| add T.b: int?",
      })
  void whatAPlanIsBegunWithStaysBeforeTheRest(
      String begun, String base, String schema, String answers, String rest) {
    String whole = plan((begun + "; " + rest).split("; "));
    String draft = plan(begun);
    assertThat(planned(base, schema, Optional.of(draft), true, answers)).isEqualTo(whole);
    String open = planned(base, schema, Optional.of(draft), true, "");
    assertThat(open).startsWith(draft.substring(0, draft.length() - 2));
    assertThat(planned(base, schema, Optional.of(open), false, answers)).isEqualTo(whole);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "w: int = 1  h: int = 2 | change T.w: int = 2 -> int = 1; change T.h: int = 1 -> int = 2",
        "w: int?  h: int | change T.w: int -> int?; change T.h: int? -> int backfill 0",
        "w: int @unique  h: int" + "| add unique T([w]); drop unique T([h])",
        "w: int @index  h: int" + "| add index T([w]); drop index T([h])",
        "w: int  h: string"
            + "| change T.w: string -> int using sql(\"w::int\"); change T.h: int -> string",
      })
  void aHandWrittenExchangeIsKeptAndWhatTheSchemaNeedsFollows(String fields, String rest) {
    String schema = "entity T { " + fields + " }";
    String[] exchange = {"rename T.w -> T.spare", "rename T.h -> T.w", "rename T.spare -> T.h"};
    String answers =
        rest.contains("backfill")
            ? "T.h backfill 0"
            : rest.contains("using") ? "T.w using sql(\"w::int\")" : "";
    String whole = plan((String.join("; ", exchange) + "; " + rest).split("; "));
    String first = planned(schema, schema, Optional.of(plan(exchange)), true, "");
    assertThat(first).startsWith(plan(exchange).substring(0, plan(exchange).length() - 2));
    assertThat(planned(schema, schema, Optional.of(first), false, answers)).isEqualTo(whole);
    String more = schema.replace("}", " x: int? }");
    assertThat(planned(schema, more, Optional.of(whole), false, ""))
        .contains(String.join("\n  ", exchange))
        .contains("add T.x: int?");
  }

  @Test
  void answersFitAfterAHandWrittenExchangeOfEntities() {
    String[] exchange = {
      "rename entity A -> Tmp", "rename entity B -> A", "rename entity Tmp -> B"
    };
    String base = "entity A { x: string } entity B { n: int }";
    String schema = "entity B { x: string } entity A { n: smallint }";
    String open = planned(base, schema, Optional.of(plan(exchange)), true, "");
    assertThat(open).contains("[RESOLVE]");
    assertThat(planned(base, schema, Optional.of(open), false, "A.n using sql(\"n::smallint\")"))
        .isEqualTo(
            plan(
                exchange[0],
                exchange[1],
                exchange[2],
                "change A.n: int -> smallint using sql(\"n::smallint\")"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "nullability | a: string?  b: string | b: string  a: string",
        "type | a: string  b: int | a: bigint  b: int",
        "type of one | a: string  b: int | b: string  a: bigint",
        "default | a: int = 1  b: int | b: int = 2  a: int",
        "reference | a: R.id  b: int | b: S.id  a: int",
        "reference rule | a: R.id?  b: int | b: R.id? @onDelete(cascade)  a: int",
        "unique dropped | a: int @unique  b: int | b: int  a: int",
        "unique added | a: int  b: int | b: int @unique  a: int @unique",
        "unique of both | a: int  b: int  @unique([a, b]) | b: int  a: int",
        "index dropped | a: int @index  b: int | b: int  a: int",
        "index added | a: int  b: int | b: int @index  a: int",
        "key | a: int @primaryKey  b: int | a: int @primaryKey  b: int",
        "key dropped | a: int @primaryKey  b: int | a: int  b: int",
        "field dropped | a: int  b: int  c: int | b: int  a: int",
        "field added | a: int  b: int | b: int  a: int  c: int",
        "field renamed | a: int  b: int  c: int | b: int  a: int  d: int",
        "enum | a: E  b: int | b: F  a: int",
      })
  void anExchangeIsCombinedWithAnyOtherChange(String kind, String before, String after) {
    String others = " entity R { x: int } entity S { x: int } enum E { A } enum F { A, B }";
    String base = "entity T { " + before + " }" + others;
    String schema = "entity T { " + after + " }" + others;
    String answers = "rename T.a -> T.b; rename T.b -> T.a";
    String plan = planned(base, schema, Optional.empty(), false, answers);
    assertThat(plan)
        .contains(
            "  rename T.a -> T.temporary\n  rename T.b -> T.a\n  rename T.temporary -> T.b\n");
    assertThat(planned(base, schema, Optional.of(plan), false, answers)).isEqualTo(plan);
  }

  @Test
  void eachChoiceBesideAnExchangeConvertsTheFieldThatHasTheNameAfterwards() {
    String plan =
        planned(
            "entity Fox { n: string? } entity Bee { e: int  b: Fox.id?  @index([b, e]) }",
            "entity Bee { n: string? } entity Elk { b: int  e: Bee.id? @index  @index([e, b]) }",
            Optional.empty(),
            false,
            "rename entity Bee -> Elk; rename Elk.e -> Elk.b; rename Elk.b -> Elk.e");
    assertThat(plan).contains("change Elk.e: Fox.id? -> Bee.id? using [RESOLVE]");
    assertThat(plan.indexOf("Elk.temporary -> Elk."))
        .isPositive()
        .isLessThan(plan.indexOf("either {"));
  }

  @Test
  void anExchangeUnderAnObjectIsPlannedAgainWithTheSameOrderAndReasons() {
    String object = " object V uses [T] { create \"create view v as select %s as c from t\" }";
    String base = "entity T { a: int  b: int }" + object.formatted("a");
    String schema = "entity T { b: int  a: int  c: int = 1 }" + object.formatted("b");
    String answers = "rename T.a -> T.b; rename T.b -> T.a";
    String plan = planned(base, schema, Optional.empty(), false, answers);
    assertThat(plan).contains("add object V uses [T] {     // T.a is renamed in the database");
    assertThat(planned(base, schema, Optional.of(plan), false, answers)).isEqualTo(plan);
  }

  @Test
  void aRenameThatKeepsItsColumnStaysBehindAnExchange() {
    String base = "entity T { a: int  b: int  c: int }";
    String schema = "entity T { b: int  a: int  d: int @column(\"c\") }";
    String answers = "rename T.a -> T.b; rename T.b -> T.a";
    String plan = planned(base, schema, Optional.empty(), false, answers);
    assertThat(plan).contains("-> T.b\n  rename T.c -> T.d @column(\"c\")\n");
    assertThat(planned(base, schema, Optional.of(plan), false, answers)).isEqualTo(plan);
  }
}
