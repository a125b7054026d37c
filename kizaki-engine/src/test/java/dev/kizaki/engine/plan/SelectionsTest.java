package dev.kizaki.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which combinations of answers a plan is proven with. */
class SelectionsTest {
  private static Choice choice(String name, PlanItem... inside) {
    List<PlanItem> either = new ArrayList<>(List.of(new DropEntity(name + "1")));
    either.addAll(List.of(inside));
    return new Choice(either, List.of(new DropEntity(name + "2")));
  }

  private static List<String> selections(List<? extends PlanItem> items) {
    return Selections.of(items.stream().map(PlanLine::of).toList()).stream()
        .map(
            statements ->
                String.join(
                    " ", statements.stream().map(each -> ((DropEntity) each).entity()).toList()))
        .toList();
  }

  @Test
  void aPlanWithoutAChoiceHasOne() {
    assertThat(selections(List.of(new DropEntity("X")))).containsExactly("X");
  }

  @Test
  void aChoiceInsideAnotherOneIsAnsweredOnlyWithTheFirstSide() {
    assertThat(selections(List.of(choice("A", choice("B")), choice("C"))))
        .containsExactlyInAnyOrder(
            "A1 B1 C1", "A1 B2 C1", "A2 C1", "A1 B1 C2", "A1 B2 C2", "A2 C2");
  }

  @Test
  void sixChoicesHaveAllCombinations() {
    assertThat(selections(choices(6))).hasSize(64).doesNotHaveDuplicates();
  }

  @Test
  void anyTwoOfManyChoicesAreAnsweredInAllFourWays() {
    List<String> selections = selections(choices(100));
    assertThat(selections).hasSize(11).doesNotHaveDuplicates();
    for (int one = 0; one < 100; one++) {
      for (int other = one + 1; other < 100; other++) {
        for (String pair : pairs("C" + one + "x", "C" + other + "x")) {
          String[] both = pair.split(" ");
          assertThat(selections).anyMatch(each -> each.contains(both[0]) && each.contains(both[1]));
        }
      }
    }
  }

  @Test
  void anyTwoChoicesInsideOthersAreAnsweredInAllFourWays() {
    List<PlanItem> items = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      String number = i + "x";
      items.add(
          choice("A" + number, choice("B" + number), choice("C" + number, choice("D" + number))));
      names.addAll(List.of("A" + number, "B" + number, "C" + number, "D" + number));
    }
    List<String> selections = selections(items);
    for (String one : names) {
      for (String other : names) {
        boolean inside = one.substring(1).equals(other.substring(1));
        if (!inside || one.matches("B.*") && other.matches("C.*")) {
          for (String pair : pairs(one, other)) {
            String[] both = pair.split(" ");
            assertThat(selections)
                .anyMatch(each -> each.contains(both[0]) && each.contains(both[1]));
          }
        }
      }
    }
  }

  private static List<Choice> choices(int number) {
    return IntStream.range(0, number).mapToObj(i -> choice("C" + i + "x")).toList();
  }

  private static List<String> pairs(String one, String other) {
    return List.of(
        one + "1 " + other + "1",
        one + "1 " + other + "2",
        one + "2 " + other + "1",
        one + "2 " + other + "2");
  }
}
