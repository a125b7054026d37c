package dev.kizaki.engine.planner;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
   * @param said the renames of these members that somebody said
   * @param answers all answers: told which are followed; one that was given holds although
   *     something else takes the old name
   */
  static List<Step> find(
      Collection<String> names,
      Collection<String> wanted,
      UnaryOperator<String> databaseName,
      List<Answer.Rename> said,
      Answers answers) {
    RenameSteps finder = new RenameSteps(names, wanted, databaseName);
    finder.follow(said, answers);
    finder.keepDatabaseNames();
    return finder.steps;
  }

  private void follow(List<Answer.Rename> said, Answers answers) {
    Map<String, Answer.Rename> followed = new LinkedHashMap<>();
    Set<String> claimed = new LinkedHashSet<>();
    for (Answer.Rename answer : said) {
      String from = answer.from().name();
      boolean mayLeave = !wanted.contains(from) || answers.isGiven(answer);
      if (names.contains(from)
          && mayLeave
          && wanted.contains(answer.to())
          && !from.equals(answer.to())
          && !followed.containsKey(from)
          && claimed.add(answer.to())) {
        followed.put(from, answer);
      }
    }
    dropThoseWithoutAFreeName(followed);
    followed.values().forEach(answers::use);
    Map<String, String> pending = new LinkedHashMap<>();
    followed.forEach((from, answer) -> pending.put(from, answer.to()));
    carryOut(pending);
  }

  /**
   * A rename whose new name stays taken cannot be carried out; nor can one that waits for it, which
   * the next pass finds.
   */
  private void dropThoseWithoutAFreeName(Map<String, Answer.Rename> followed) {
    boolean dropped;
    do {
      dropped =
          followed
              .values()
              .removeIf(each -> names.contains(each.to()) && !followed.containsKey(each.to()));
    } while (dropped);
  }

  /** Carries out renames that all end at a free name or exchange names with each other. */
  private void carryOut(Map<String, String> pending) {
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
