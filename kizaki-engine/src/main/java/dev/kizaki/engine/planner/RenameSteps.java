package dev.kizaki.engine.planner;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the certain renames of one owner's members and puts them into an order in which each new
 * name is free when it is needed. Renames that an answer states come first, then those that keep
 * the name in the database.
 *
 * <p>A chain of renames starts at the end whose new name is free. Members that exchange names are
 * renamed by way of a temporary name that no member has. A member is also renamed if its name stays
 * in use because another member takes it.
 */
final class RenameSteps {
  /** The temporary name for members that exchange names. */
  private static final String TEMPORARY = "temporary";

  /**
   * From one name to another.
   *
   * @param kept the name in the database, if it stays
   */
  record Step(String from, String to, Optional<String> kept) {}

  private final Set<String> names;
  private final Set<String> wanted;
  private final MemberNames databaseNames;

  /** The names in the database after the steps so far, by the names in the schema. */
  private final Map<String, String> current = new HashMap<>();

  private final List<Step> steps = new ArrayList<>();

  private RenameSteps(
      Collection<String> names, Collection<String> wanted, MemberNames databaseNames) {
    this.names = new LinkedHashSet<>(names);
    this.wanted = new LinkedHashSet<>(wanted);
    this.databaseNames = databaseNames;
    names.forEach(name -> current.put(name, databaseNames.before().apply(name).orElseThrow()));
  }

  /**
   * @param names the members before, in the order of the schema
   * @param wanted the members after
   * @param given the answers that rename these members
   * @param answers all answers, to record which are used. A rename that the user gives now is
   *     carried out even if another member takes the old name.
   */
  static List<Step> find(
      Collection<String> names,
      Collection<String> wanted,
      MemberNames databaseNames,
      List<Answer.Rename> given,
      Answers answers) {
    RenameSteps finder = new RenameSteps(names, wanted, databaseNames);
    finder.follow(given, answers);
    finder.keepDatabaseNames();
    return finder.steps;
  }

  private void follow(List<Answer.Rename> given, Answers answers) {
    Map<String, Answer.Rename> followed = new LinkedHashMap<>();
    Set<String> claimed = new LinkedHashSet<>();
    for (Answer.Rename answer : given) {
      String from = answer.from().name();
      boolean mayBeRenamed = !wanted.contains(from) || answers.isGiven(answer);
      if (names.contains(from)
          && mayBeRenamed
          && wanted.contains(answer.to())
          && !from.equals(answer.to())
          && !followed.containsKey(from)
          && claimed.add(answer.to())) {
        followed.put(from, answer);
      }
    }
    removeBlocked(followed);
    followed.values().forEach(answers::use);
    Map<String, String> pending = new LinkedHashMap<>();
    followed.forEach((from, answer) -> pending.put(from, answer.to()));
    pending.entrySet().removeIf(each -> isFoundAnyway(each.getKey(), each.getValue(), claimed));
    carryOut(pending);
  }

  /**
   * Whether the name in the database shows the rename. Then its place does not depend on whether an
   * answer states it, unless another rename waits for the name.
   */
  private boolean isFoundAnyway(String from, String to, Set<String> claimed) {
    return !wanted.contains(from)
        && !names.contains(to)
        && !claimed.contains(from)
        && current.get(from).equals(wanted(to));
  }

  /**
   * Removes each rename whose new name stays taken, because it cannot be carried out. A rename that
   * waits for a removed one is removed in the next pass.
   */
  private void removeBlocked(Map<String, Answer.Rename> followed) {
    boolean removed;
    do {
      removed =
          followed
              .values()
              .removeIf(each -> names.contains(each.to()) && !followed.containsKey(each.to()));
    } while (removed);
  }

  /**
   * Carries out the renames. Each ends at a free name or belongs to a cycle of members that
   * exchange names.
   */
  private void carryOut(Map<String, String> pending) {
    while (!pending.isEmpty()) {
      Optional<String> free =
          pending.keySet().stream()
              .filter(from -> isFree(pending.get(from), from, pending.keySet()))
              .findFirst();
      String from = free.orElseGet(() -> pending.keySet().iterator().next());
      String to = pending.remove(from);
      if (free.isPresent()) {
        step(from, to);
      } else {
        String temporary = temporary();
        step(from, temporary);
        pending.put(temporary, to);
      }
    }
  }

  /**
   * Whether a member can take the name now: no member has it, and none that is still to be renamed
   * has the same name in the database.
   */
  private boolean isFree(String to, String from, Set<String> pending) {
    String inDatabase = after(from, to);
    return !names.contains(to)
        && pending.stream()
            .allMatch(each -> each.equals(from) || !current.get(each).equals(inDatabase));
  }

  /** The name in the database that a member has after it was renamed. */
  private String after(String from, String to) {
    return databaseNames
        .kept(current.get(from), from, to)
        .orElseGet(() -> databaseNames.derived().apply(to));
  }

  private String temporary() {
    String temporary = TEMPORARY;
    Set<String> inDatabase = new HashSet<>(current.values());
    wanted.forEach(name -> inDatabase.add(wanted(name)));
    for (int i = 2; inDatabase.contains(databaseNames.derived().apply(temporary)); i++) {
      temporary = TEMPORARY + i;
    }
    return temporary;
  }

  private String wanted(String name) {
    return databaseNames.after().apply(name).orElseThrow();
  }

  private void keepDatabaseNames() {
    Map<String, String> added = new LinkedHashMap<>();
    wanted.stream()
        .filter(name -> !names.contains(name))
        .forEach(name -> added.putIfAbsent(wanted(name), name));
    for (String name : List.copyOf(names)) {
      Optional<String> to =
          Optional.ofNullable(added.get(current.get(name)))
              .filter(found -> !wanted.contains(name) && !names.contains(found));
      to.ifPresent(found -> step(name, found));
    }
  }

  /** Whether another member has the name in the database, and moves away from it only later. */
  private boolean isHeldByAnother(String inDatabase, String from) {
    return current.entrySet().stream()
        .anyMatch(each -> !each.getKey().equals(from) && each.getValue().equals(inDatabase));
  }

  private void step(String from, String to) {
    String inDatabase = current.get(from);
    Optional<String> kept = Optional.of(inDatabase);
    if (!isHeldByAnother(after(from, to), from)) {
      kept = databaseNames.kept(inDatabase, from, to);
      inDatabase = after(from, to);
    }
    names.remove(from);
    names.add(to);
    current.remove(from);
    current.put(to, inDatabase);
    steps.add(new Step(from, to, kept));
  }
}
