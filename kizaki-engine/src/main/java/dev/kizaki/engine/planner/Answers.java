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
 * The answers that a plan is made with, and which of them were used. An answer that was given
 * overrides one that a draft kept.
 *
 * <p>To look an answer up marks nothing: whoever follows it says so with {@link #use}.
 */
public final class Answers {
  private final List<Answer> given;
  private final List<Answer> kept;
  private final Set<Answer> used = new LinkedHashSet<>();
  private final Map<Answer, String> rejections = new LinkedHashMap<>();

  /**
   * @param given what somebody answered now
   * @param kept what the draft says
   */
  public Answers(Collection<? extends Answer> given, Collection<? extends Answer> kept) {
    this.given = List.copyOf(given);
    this.kept = List.copyOf(kept);
  }

  /** No answers, so that every question stays open. */
  public static Answers none() {
    return new Answers(List.of(), List.of());
  }

  /** Given answers that no part of the plan had a question for. */
  public List<UnusedAnswer> unused() {
    return given.stream()
        .filter(answer -> !used.contains(answer))
        .map(answer -> new UnusedAnswer(answer, Optional.ofNullable(rejections.get(answer))))
        .toList();
  }

  /** Answers of the draft that have lost their question, but for drops, which need none. */
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
   * The renames in an order that does not depend on who said them when: the plan is the same. A
   * kept one steps back where the given ones speak of its ends.
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
                                    || other instanceof Answer.Rename claim
                                        && claim.from().kind() == kind
                                        && claim.from().owner().equals(rename.from().owner())
                                        && claim.to().equals(rename.to())));
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

  /** Whether somebody says so now, not the draft. */
  boolean isGiven(Answer answer) {
    return given.contains(answer);
  }

  /** Notes that the plan follows the answer. */
  void use(Answer answer) {
    used.add(answer);
  }

  /** Notes why a rename that was given cannot be followed. */
  void reject(Answer.Rename answer, String reason) {
    rejections.put(answer, reason);
  }

  /** The answer that the subject is dropped and did not become the element of this name. */
  Optional<Answer.Drop> drop(NamedElement subject, String added) {
    return find(
        Answer.Drop.class,
        drop ->
            drop.subject().equals(subject)
                && drop.newcomers().map(names -> names.contains(added)).orElse(true));
  }

  /** Whether an answer says now what rows with the value get: then the value was not renamed. */
  boolean areRowsGiven(NamedElement value) {
    return given.stream()
        .anyMatch(answer -> answer instanceof Answer.Rows && answer.subject().equals(value));
  }

  /** Notes that the plan drops the subject, as an answer may say that needs no question. */
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
