package dev.kizaki.engine.planner;

import dev.kizaki.engine.diff.Difference;
import dev.kizaki.engine.planner.StatementDependencies.DatabaseName;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Key;
import dev.kizaki.engine.shape.SchemaElement;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.shape.SqlObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names of uniques, indexes and the like that go with a field or an entity, and that those of a
 * new one in its place take. As long as references or objects use the old one, it cannot be
 * dropped; they change to the new one after that was added. So the old one must give up such a name
 * before.
 */
final class ReplacedNames {
  private static final DatabaseNames NAMES = DatabaseNames.CURRENT;

  /**
   * @param element what has the name
   */
  record Name(SchemaElement element, String name) {}

  private final Shape before;
  private final Shape after;
  private final List<Name> found = new ArrayList<>();

  private ReplacedNames(Shape before, Shape after) {
    this.before = before;
    this.after = after;
  }

  static List<Name> of(List<Difference> differences, Shape before, Shape after) {
    ReplacedNames names = new ReplacedNames(before, after);
    for (Difference difference : differences) {
      if (difference instanceof Difference.FieldDropped dropped) {
        names.ofField(dropped.entity().name(), dropped.field().name());
      } else if (difference instanceof Difference.EntityDropped dropped) {
        names.ofEntity(dropped.entity());
      }
    }
    return names.found;
  }

  private void ofField(String entity, String field) {
    Entity was = before.entity(entity).orElseThrow();
    Entity now = after.entity(entity).orElseThrow();
    Set<String> replacing = new HashSet<>();
    before
        .referrers(entity, field)
        .flatMap(each -> after.field(each.entity().name(), each.field().name()).stream())
        .flatMap(each -> each.reference().stream())
        .filter(to -> to.entity().equals(entity) && was.field(to.field()).isEmpty())
        .map(FieldType.Reference::field)
        .forEach(replacing::add);
    if (users(entity)
        .anyMatch(each -> after.object(each.name()).filter(o -> !o.equals(each)).isPresent())) {
      now.fields().stream()
          .map(Field::name)
          .filter(each -> was.field(each).isEmpty())
          .forEach(replacing::add);
    }
    if (replacing.isEmpty()) {
      return;
    }
    Set<String> taken =
        now.groups()
            .filter(group -> group.fields().size() == 1 && replacing.containsAll(group.fields()))
            .map(group -> NAMES.group(now, group))
            .collect(Collectors.toSet());
    was.groups()
        .filter(group -> group.goesWith(field) && taken.contains(NAMES.group(was, group)))
        .filter(group -> !(group instanceof Key)) // It has a statement of its own.
        .forEach(group -> add(was, group));
  }

  private Stream<SqlObject> users(String entity) {
    return before.objects().stream().filter(each -> each.uses().contains(entity));
  }

  private void ofEntity(Entity was) {
    Stream<String> referred =
        before
            .referrers(was.name())
            .flatMap(each -> after.field(each.entity().name(), each.field().name()).stream())
            .flatMap(each -> each.reference().stream())
            .map(FieldType.Reference::entity);
    Stream<String> used =
        users(was.name())
            .flatMap(each -> after.object(each.name()).stream())
            .flatMap(each -> each.uses().stream());
    Set<String> taken =
        Stream.concat(referred, used)
            .distinct()
            .filter(each -> before.entity(each).isEmpty())
            .flatMap(each -> after.entity(each).stream())
            .flatMap(NamesInDatabase::ofEntity)
            .map(DatabaseName::name)
            .collect(Collectors.toSet());
    was.groups()
        .filter(group -> taken.contains(NAMES.group(was, group)))
        .forEach(group -> add(was, group));
    was.fields().stream()
        .filter(Field::ownsSequence)
        .filter(field -> taken.contains(NAMES.sequence(was, field.name())))
        .forEach(
            field ->
                found.add(
                    new Name(
                        SchemaElement.ownedSequence(was.name(), field.name()),
                        NAMES.sequence(was, field.name()))));
  }

  private void add(Entity entity, FieldGroup group) {
    found.add(
        new Name(
            group.withNamed(Optional.empty()).element(entity.name()), NAMES.group(entity, group)));
  }
}
