package dev.kizaki.engine.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.plan.Choice;
import dev.kizaki.engine.plan.DropField;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ChoiceCombinationsTest {
  /** For this number of choices: how many combinations are proven. */
  @ParameterizedTest
  @CsvSource({"0, 1", "1, 2", "6, 64", "7, 8", "8, 8", "9, 10", "2000, 24"})
  void eachTwoChoicesAreDecidedInAllWays(int choices, int expected) {
    List<List<PlanStatement>> all =
        ChoiceCombinations.of(
            IntStream.range(0, choices)
                .mapToObj(i -> PlanLine.of(new Choice(List.of(drop("a")), List.of(drop("b")))))
                .toList());
    assertThat(all).hasSize(expected);
    int last = Math.min(choices, 20);
    for (int one = 0; one < last; one++) {
      for (int other = one + 1; other < last; other++) {
        Set<List<PlanStatement>> ways = new HashSet<>();
        for (List<PlanStatement> statements : all) {
          ways.add(List.of(statements.get(one), statements.get(other)));
        }
        assertThat(ways).hasSize(4);
      }
    }
  }

  private static PlanStatement drop(String field) {
    return new DropField("T", field);
  }
}
