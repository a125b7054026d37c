package dev.kizaki.engine.shape;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A reference that stands in the body of an entity: {@code @reference([tenantId, customerId] ->
 * Customer([tenantId, id]))}. Its fields keep types of their own, which a field whose type is a
 * reference does not ({@link FieldType.Reference}). Its identity is all of it.
 *
 * @param fields the fields that refer, in order
 * @param target the entity that they refer to
 * @param targetFields the fields that they refer to, in the same order: together the key of the
 *     target or a unique
 */
public record EntityReference(
    List<String> fields, String target, List<String> targetFields, ReferenceOptions options) {
  public EntityReference {
    fields = List.copyOf(fields);
    targetFields = List.copyOf(targetFields);
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(options, "options");
    if (fields.isEmpty() || fields.size() != targetFields.size()) {
      throw new IllegalArgumentException(fields + " -> " + targetFields);
    }
  }

  /** Whether one of the fields that refer has this name. */
  public boolean contains(String field) {
    return fields.contains(field);
  }

  /** Whether it has the same fields and target, so that only options can differ. */
  public boolean hasEndsOf(EntityReference other) {
    return fields.equals(other.fields)
        && target.equals(other.target)
        && targetFields.equals(other.targetFields);
  }

  /** Returns the reference with other names of the fields that refer. */
  public EntityReference renamed(UnaryOperator<String> newName) {
    return new EntityReference(
        fields.stream().map(newName).toList(), target, targetFields, options);
  }

  /** Returns the reference with other names of its target and of the fields there. */
  public EntityReference to(String newTarget, UnaryOperator<String> newName) {
    return new EntityReference(
        fields, newTarget, targetFields.stream().map(newName).toList(), options);
  }

  public EntityReference withOptions(ReferenceOptions newOptions) {
    return new EntityReference(fields, target, targetFields, newOptions);
  }

  /**
   * Returns the reference with another name of its foreign key; empty stands for the derived one.
   */
  public EntityReference withNamed(Optional<String> newNamed) {
    return withOptions(options.withNamed(newNamed));
  }

  /** Returns the reference as an element of the entity. */
  public SchemaElement element(String entity) {
    return new SchemaElement.ReferenceElement(entity, this);
  }

  /** Returns the fields that refer as elements of the entity. */
  public Set<NamedElement> fieldElements(String entity) {
    return fields.stream()
        .map(field -> SchemaElement.field(entity, field))
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** Returns {@code [a, b] -> Customer([c, d])}. */
  public String endsText() {
    return "[%s] -> %s([%s])"
        .formatted(String.join(", ", fields), target, String.join(", ", targetFields));
  }

  /** Returns {@code [a, b] -> Customer([c, d]), onDelete: cascade}, as plans and schemas do. */
  public String text() {
    return Stream.concat(Stream.of(endsText()), optionTexts().stream())
        .collect(Collectors.joining(", "));
  }

  /** The options that differ from the default, without the name. */
  private List<String> optionTexts() {
    List<String> texts = new ArrayList<>();
    if (options.onDelete() != ReferenceOptions.NONE.onDelete()) {
      texts.add("onDelete: " + options.onDelete().word());
    }
    if (options.onUpdate() != ReferenceOptions.NONE.onUpdate()) {
      texts.add("onUpdate: " + options.onUpdate().word());
    }
    switch (options.deferrability()) {
      case NOT_DEFERRABLE -> {}
      case INITIALLY_IMMEDIATE -> texts.add("deferrable: true");
      case INITIALLY_DEFERRED -> texts.add("deferrable: " + options.deferrability().word());
    }
    if (!options.indexed()) {
      texts.add("noIndex: true");
    }
    if (options.notValid()) {
      texts.add("notValid: true");
    }
    return texts;
  }
}
