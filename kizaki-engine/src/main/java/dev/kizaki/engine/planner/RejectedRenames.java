package dev.kizaki.engine.planner;

import dev.kizaki.engine.shape.DeclaredSequence;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.shape.SqlObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Explains why renames that the user gave could not be carried out. */
final class RejectedRenames {
  private final Shape before;
  private final Shape after;
  private final Answers answers;

  /**
   * @param before the base after the renames that were carried out
   */
  RejectedRenames(Shape before, Shape after, Answers answers) {
    this.before = before;
    this.after = after;
    this.answers = answers;
  }

  void explain() {
    for (UnusedAnswer unused : answers.unused()) {
      if (unused.answer() instanceof Answer.Rename rename) {
        answers.reject(rename, reason(rename));
      }
    }
  }

  private String reason(Answer.Rename rename) {
    NamedElement from = rename.from();
    NamedElement to = rename.target();
    Optional<Set<String>> names = members(before, from);
    Optional<Set<String>> wanted = members(after, from);
    if (wanted.isEmpty()) {
      return "the schema has no %s".formatted(owner(from));
    }
    if (names.isEmpty()) {
      return "%s is new: first state what it was renamed from".formatted(owner(from));
    }
    if (!names.get().contains(from.name())) {
      return "there was no %s".formatted(from.text());
    }
    if (!wanted.get().contains(to.name())) {
      return "the schema has no %s".formatted(to.text());
    }
    return "%s is not new".formatted(to.text());
  }

  private static String owner(NamedElement member) {
    return member.root().text();
  }

  private static Optional<Set<String>> members(Shape shape, NamedElement subject) {
    return switch (subject.kind()) {
      case ENTITY -> Optional.of(names(List.copyOf(shape.entities()), Entity::name));
      case ENUM -> Optional.of(names(List.copyOf(shape.enums()), EnumType::name));
      case SEQUENCE -> Optional.of(names(List.copyOf(shape.sequences()), DeclaredSequence::name));
      case OBJECT -> Optional.of(names(List.copyOf(shape.objects()), SqlObject::name));
      case FIELD -> shape.entity(subject.owner()).map(owner -> names(owner.fields(), Field::name));
      case VALUE -> shape.enumType(subject.owner()).map(owner -> Set.copyOf(owner.values()));
    };
  }

  private static <T> Set<String> names(List<T> all, Function<T, String> name) {
    return all.stream().map(name).collect(Collectors.toSet());
  }
}
