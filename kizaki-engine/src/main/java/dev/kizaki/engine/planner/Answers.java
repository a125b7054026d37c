package dev.kizaki.engine.planner;

import dev.kizaki.engine.shape.ElementKind;
import dev.kizaki.engine.shape.NamedElement;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The answers that a plan is made with; it records which of them are used. An answer that the user
 * gives now overrides one that is kept from the draft.
 *
 * <p>Looking up an answer does not mark it as used; a caller that follows the answer calls {@link
 * #use}.
 */
public final class Answers {
  private final List<Answer> given;
  private final List<Answer> kept;
  private final Set<Answer> used = new LinkedHashSet<>();
  private final Map<Answer, String> rejections = new LinkedHashMap<>();

  /**
   * @param given what the user answers now
   * @param kept what the draft states
   */
  public Answers(Collection<? extends Answer> given, Collection<? extends Answer> kept) {
    this.given = List.copyOf(given);
    this.kept = List.copyOf(kept);
  }

  /** No answers, so that every question stays open. */
  public static Answers none() {
    return new Answers(List.of(), List.of());
  }

  /**
   * The answers of a plan, with which its own transition is planned again. Its renames are followed
   * even if another element takes the old name, because the plan states both.
   */
  public static Answers stated(Collection<? extends Answer> answers) {
    return new Answers(
        answers.stream().filter(Answer.Rename.class::isInstance).toList(),
        answers.stream().filter(answer -> !(answer instanceof Answer.Rename)).toList());
  }

  /** The given answers that no part of the plan used. */
  public List<UnusedAnswer> unused() {
    return given.stream()
        .filter(answer -> !used.contains(answer))
        .map(answer -> new UnusedAnswer(answer, Optional.ofNullable(rejections.get(answer))))
        .toList();
  }

  /**
   * The answers of the draft whose question no longer exists. Drops are not reported, because they
   * need no question.
   */
  public List<Answer> unusedKept() {
    return kept.stream()
        .filter(answer -> !used.contains(answer))
        .filter(
            answer ->
                answer instanceof Answer.Rename
                    || answer instanceof Answer.Backfill fill && fill.value().isPresent()
                    || answer instanceof Answer.Using using && using.value().isPresent()
                    || answer instanceof Answer.Rows rows && rows.replacement().isPresent())
        .filter(answer -> given.stream().noneMatch(other -> overrides(other, answer)))
        .toList();
  }

  private static boolean overrides(Answer given, Answer kept) {
    return given.subject().equals(kept.subject());
  }

  /**
   * Returns the renames in an order that depends only on their names, so that the plan does not
   * depend on who gave an answer or when. A kept rename is left out if a given answer is about the
   * same element or renames another element to the same name.
   */
  List<Answer.Rename> renames(ElementKind kind) {
    Stream<Answer.Rename> first = renames(given, kind);
    Stream<Answer.Rename> then =
        renames(kept, kind)
            .filter(
                rename ->
                    given.stream()
                        .noneMatch(
                            other ->
                                other.subject().equals(rename.from())
                                    || other instanceof Answer.Rename second
                                        && second.from().kind() == kind
                                        && second.from().owner().equals(rename.from().owner())
                                        && second.to().equals(rename.to())));
    return Stream.concat(first, then)
        .sorted(Comparator.comparing(rename -> rename.from().path()))
        .toList();
  }

  private static Stream<Answer.Rename> renames(List<Answer> answers, ElementKind kind) {
    return answers.stream()
        .filter(Answer.Rename.class::isInstance)
        .map(Answer.Rename.class::cast)
        .filter(rename -> rename.from().kind() == kind);
  }

  /** Whether the user gives the answer now, in contrast to the draft. */
  boolean isGiven(Answer answer) {
    return given.contains(answer);
  }

  /** Records that the plan follows the answer. */
  void use(Answer answer) {
    used.add(answer);
  }

  /** Records why a rename that was given cannot be carried out. */
  void reject(Answer.Rename answer, String reason) {
    rejections.put(answer, reason);
  }

  /**
   * Returns the answer that the element is dropped and was not renamed to the element of this name.
   */
  Optional<Answer.Drop> drop(NamedElement subject, String addedName) {
    return find(
        Answer.Drop.class,
        drop ->
            drop.subject().equals(subject)
                && drop.added().map(names -> names.contains(addedName)).orElse(true));
  }

  /** Whether the user states now what rows with the value get. Then the value was not renamed. */
  boolean areRowsGiven(NamedElement value) {
    return given.stream()
        .anyMatch(answer -> answer instanceof Answer.Rows && answer.subject().equals(value));
  }

  /**
   * Whether the field was changed, and not renamed. An answer that states how its values are
   * converted states this, too.
   */
  boolean isChanged(NamedElement field, Answer.TypeChange types) {
    Optional<Answer.Change> change =
        find(
            Answer.Change.class,
            each -> each.field().equals(field) && each.onlyFor().map(types::equals).orElse(true));
    change.ifPresent(this::use);
    return change.isPresent()
        || given.stream()
            .anyMatch(each -> each instanceof Answer.Using && each.subject().equals(field));
  }

  /**
   * Records that the plan drops the element. An answer may state this although the plan has no
   * question about it.
   */
  void useDrop(NamedElement subject) {
    find(Answer.Drop.class, drop -> drop.subject().equals(subject)).ifPresent(this::use);
  }

  Optional<Answer.Backfill> backfill(NamedElement field, Predicate<Answer.Backfill> fits) {
    return find(
        Answer.Backfill.class, backfill -> backfill.field().equals(field) && fits.test(backfill));
  }

  Optional<Answer.Using> using(NamedElement field, Predicate<Answer.Using> fits) {
    return find(Answer.Using.class, using -> using.field().equals(field) && fits.test(using));
  }

  /** Whether the text of the object is said to be right. */
  boolean isRight(NamedElement object) {
    Optional<Answer.RightText> right =
        find(Answer.RightText.class, answer -> answer.object().equals(object));
    right.ifPresent(this::use);
    return right.isPresent();
  }

  /**
   * Whether the object is to be made anew.
   *
   * @param difference that of its text
   */
  boolean isMadeAnew(NamedElement object, Optional<String> difference) {
    Optional<Answer.MadeAnew> anew =
        find(
            Answer.MadeAnew.class,
            answer ->
                answer.object().equals(object)
                    && (answer.onlyFor().isEmpty() || answer.onlyFor().equals(difference)));
    anew.ifPresent(this::use);
    return anew.isPresent();
  }

  Optional<Answer.Rows> rows(NamedElement value) {
    return find(Answer.Rows.class, rows -> rows.value().equals(value));
  }

  private <T extends Answer> Optional<T> find(Class<T> kind, Predicate<T> condition) {
    return Stream.concat(given.stream(), kept.stream())
        .filter(kind::isInstance)
        .map(kind::cast)
        .filter(condition)
        .findFirst();
  }
}
