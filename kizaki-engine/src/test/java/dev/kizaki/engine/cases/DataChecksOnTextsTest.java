package dev.kizaki.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.check.CheckOutcome;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.inspire.testing.RandomSeed;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Data checks on texts that become values of another type: random texts and hostile ones. */
@FullRun
final class DataChecksOnTextsTest {
  private static final int[] MAJORS = {14, 18};

  /** Compares the check with PostgreSQL on texts that look like numbers, dates and booleans. */
  @TestFactory
  Stream<DynamicTest> everyCheckAgreesWithPostgresOnRandomTexts() {
    return IntStream.of(MAJORS)
        .boxed()
        .flatMap(
            major ->
                Stream.of(
                        "int",
                        "double",
                        "decimal(6, 2)",
                        "boolean",
                        "date",
                        "datetime",
                        "uuid",
                        "json")
                    .map(
                        type ->
                            DynamicTest.dynamicTest(
                                type + " on " + major,
                                () -> assertAgreesWithPostgres(type, major))));
  }

  private static void assertAgreesWithPostgres(String type, int major) throws SQLException {
    Random random = RandomSeed.random();
    try (CheckedTransition transition =
        new CheckedTransition(
            major,
            "entity T { id: int @primaryKey, v: string }",
            "entity T { id: int @primaryKey, v: " + type + " }",
            "T.v using none")) {
      for (int i = 0; i < 25; i++) {
        String text = randomText(random);
        transition.execute(
            "truncate t", "insert into t values (1, '" + text.replace("'", "''") + "')");
        List<CheckOutcome.Found> found = transition.found();
        boolean refuses = transition.refusal().isPresent();
        boolean reported =
            found.stream().anyMatch(each -> each.problem().contains("does not take"));
        assertThat(reported).as("%s, seed %s", text, RandomSeed.value()).isEqualTo(refuses);
      }
    }
  }

  private static String randomText(Random random) {
    String[] parts = {
      "1",
      "0",
      "-",
      "+",
      ".",
      "e",
      "9",
      " ",
      "2026-01-02",
      "t",
      "rue",
      "f",
      "o",
      "n",
      "0x",
      "_",
      "NaN",
      "inf",
      "12:00",
      "T",
      "Z",
      "{",
      "}",
      "[",
      "]",
      "\"a\"",
      "00000000-0000-0000-0000-00000000000",
      "now",
      "tomorrow",
      "\n",
      "99999999999",
      "1e400"
    };
    StringBuilder text = new StringBuilder();
    int length = 1 + random.nextInt(3);
    for (int i = 0; i < length; i++) {
      text.append(parts[random.nextInt(parts.length)]);
    }
    return text.toString();
  }

  @Test
  void escapesAndShortensHostileValues() throws SQLException {
    List<String> problems = new ArrayList<>();
    try (CheckedTransition transition =
        new CheckedTransition(
            18,
            "entity T { id: string @primaryKey, v: string }",
            "entity T { id: string @primaryKey, v: int }",
            "T.v using none")) {
      transition.execute(
          "insert into t values ('a', repeat('x', 1048576)), ('b', 'quo''te\"; drop table t; --'),"
              + " ('c', E'line\\nfeed\\ttab\\x1b[31m'), ('d', E'\\u202eright\\\\'), ('e', 'null'),"
              + " ('f', ' ')");
      transition.found().forEach(each -> problems.add(each.problem() + " " + each.remedy()));
    }
    assertThat(problems)
        .containsExactly(
            "6 rows of T hold a value of v that int does not take: id a (\""
                + "x".repeat(40)
                + "…\"), b (\"quo'te\\\"; drop table t; --\"), c (\"line\\n"
                + "feed\\ttab\\u001B[31m\"), d (\"\\u202Eright\\\\\"), e (\"null\"), …. Write"
                + " `using sql(\"…\")` with an expression that takes them at the end of `change"
                + " T.v`, or correct them before it with `update T`.");
  }
}
