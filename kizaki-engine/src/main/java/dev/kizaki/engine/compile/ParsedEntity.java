package dev.kizaki.engine.compile;

import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.Key;
import dev.kizaki.engine.shape.Unique;
import dev.kizaki.inspire.ast.Name;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * An entity that has been parsed without regard to other entities.
 *
 * @param table the name that it states for its table
 * @param fields by name, in order; the implicit {@code id} is first
 * @param keyless whether the entity says that it has no key
 * @param key empty if there is none, or if it is invalid, which has been reported
 */
record ParsedEntity(
    Name name,
    Optional<String> table,
    Map<String, ParsedField> fields,
    boolean keyless,
    Optional<ParsedGroup<Key>> key,
    List<ParsedGroup<Unique>> uniques,
    List<ParsedGroup<Index>> indexes,
    List<ParsedReference> references,
    List<ParsedCheck> checks) {
  /**
   * Returns the valid part of the entity: the fields that {@code reader} returns, and the groups
   * whose fields all have types.
   */
  Entity entity(Function<ParsedField, Optional<Field>> reader) {
    List<Field> read = fields.values().stream().map(reader).flatMap(Optional::stream).toList();
    return new Entity(
        name.text(),
        table,
        read,
        key.map(ParsedGroup::group).filter(this::hasTypes),
        uniques.stream().map(ParsedGroup::group).filter(this::hasTypes).toList(),
        indexes.stream().map(ParsedGroup::group).filter(this::hasTypes).toList(),
        references.stream()
            .map(ParsedReference::reference)
            .filter(reference -> reference.fields().stream().allMatch(this::hasType))
            .toList(),
        checks.stream().map(ParsedCheck::check).toList());
  }

  private boolean hasTypes(FieldGroup group) {
    return group.allFields().allMatch(this::hasType);
  }

  private boolean hasType(String field) {
    return fields.get(field).type().isPresent();
  }

  Collection<ParsedField> parsedFields() {
    return fields.values();
  }
}
