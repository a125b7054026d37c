package dev.kizaki.engine.planner;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Finds the renames of one owner's members that are settled, in an order in which each new name is
 * free: first those that somebody said, then those that keep the name in the database.
 *
 * <p>A chain starts at its free end. Members that take each other's names go through a name that
 * nobody has. A member whose name somebody else takes is renamed as well as one whose name is gone.
 */
final class RenameSteps {
  /** The name in between where names are exchanged. */
  private static final String BETWEEN = "temporary";

  /** From one name to another. */
  record Step(String from, String to) {}

  private final Set<String> names;
  private final Set<String> wanted;
  private final UnaryOperator<String> databaseName;
  private final List<Step> steps = new ArrayList<>();

  private RenameSteps(
      Collection<String> names, Collection<String> wanted, UnaryOperator<String> databaseName) {
    this.names = new LinkedHashSet<>(names);
    this.wanted = new LinkedHashSet<>(wanted);
    this.databaseName = databaseName;
  }

  /**
   * @param names the members before, in the order of the schema
   * @param wanted the members after
   * @param answers the renames of these members that somebody said, the weightier first
   * @param use told of each answer that was followed
   */
  static List<Step> find(
      Collection<String> names,
      Collection<String> wanted,
      UnaryOperator<String> databaseName,
      List<Answer.Rename> answers,
      Consumer<Answer> use) {
    RenameSteps finder = new RenameSteps(names, wanted, databaseName);
    finder.follow(answers, use);
    finder.keepDatabaseNames();
    return finder.steps;
  }

  private void follow(List<Answer.Rename> answers, Consumer<Answer> use) {
    Map<String, Said> said = new LinkedHashMap<>();
    for (Answer.Rename answer : answers) {
      if (names.contains(answer.from().name())
          && (answer.freed() || !wanted.contains(answer.from().name()))) {
        destination(answer, answers)
            .filter(end -> !end.to.equals(answer.from().name()))
            .ifPresent(end -> said.putIfAbsent(answer.from().name(), end));
      }
    }
    Set<String> taken = new LinkedHashSet<>();
    said.values().removeIf(each -> !taken.add(each.to));
    // Whose new name stays another's cannot be followed, nor who waits for that one.
    while (said.values().removeIf(each -> names.contains(each.to) && !said.containsKey(each.to))) {
      continue;
    }
    said.values().forEach(each -> each.answers.forEach(use));
    Map<String, String> pending = new LinkedHashMap<>();
    said.forEach((from, end) -> pending.put(from, end.to));
    while (!pending.isEmpty()) {
      Optional<String> free =
          pending.keySet().stream().filter(from -> !names.contains(pending.get(from))).findFirst();
      String from = free.orElseGet(() -> pending.keySet().iterator().next());
      String to = pending.remove(from);
      if (free.isPresent()) {
        step(from, to);
      } else {
        String between = between();
        step(from, between);
        pending.put(between, to);
      }
    }
  }

  /** Where a rename ends, and the answers on the way there. */
  private record Said(String to, List<Answer> answers) {}

  /** A rename to a name that is not to stay is the first part of one that goes on from there. */
  private Optional<Said> destination(Answer.Rename answer, List<Answer.Rename> answers) {
    List<Answer> way = new ArrayList<>();
    Answer.Rename current = answer;
    while (way.size() <= answers.size()) {
      way.add(current);
      String to = current.to();
      if (wanted.contains(to)) {
        return Optional.of(new Said(to, way));
      }
      Optional<Answer.Rename> next =
          answers.stream().filter(each -> each.from().name().equals(to)).findFirst();
      if (next.isEmpty()) {
        return Optional.empty();
      }
      current = next.get();
    }
    return Optional.empty();
  }

  private String between() {
    String between = BETWEEN;
    Set<String> inDatabase = new LinkedHashSet<>();
    names.forEach(name -> inDatabase.add(databaseName.apply(name)));
    wanted.forEach(name -> inDatabase.add(databaseName.apply(name)));
    for (int i = 2; inDatabase.contains(databaseName.apply(between)); i++) {
      between = BETWEEN + i;
    }
    return between;
  }

  private void keepDatabaseNames() {
    Map<String, String> fresh = new LinkedHashMap<>();
    wanted.stream()
        .filter(name -> !names.contains(name))
        .forEach(name -> fresh.putIfAbsent(databaseName.apply(name), name));
    for (String name : List.copyOf(names)) {
      Optional<String> to =
          Optional.ofNullable(fresh.get(databaseName.apply(name)))
              .filter(found -> !wanted.contains(name) && !names.contains(found));
      to.ifPresent(found -> step(name, found));
    }
  }

  private void step(String from, String to) {
    names.remove(from);
    names.add(to);
    steps.add(new Step(from, to));
  }
}
