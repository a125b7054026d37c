package dev.kizaki.engine.compile;

import static dev.kizaki.inspire.source.DiagnosticCode.UNDECLARED_USE;

import dev.kizaki.engine.object.MadeObject;
import dev.kizaki.engine.object.ObjectScript;
import dev.kizaki.engine.object.ObjectUses;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.shape.SqlObject;
import dev.kizaki.inspire.ast.ObjectDeclaration;
import dev.kizaki.inspire.source.Diagnostic;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Warns about what the text of an object seems to use and {@code uses} does not name. PostgreSQL
 * does not know what most bodies of functions use, so the order of a plan depends on {@code uses}.
 */
final class ObjectUseRules {
  private static final DatabaseNames NAMES = DatabaseNames.CURRENT;

  private final Shape shape;
  private final Consumer<Diagnostic> problems;

  /** The names in the database of what an object can use, by its name in Inspire. */
  private final SortedMap<String, Set<String>> known = new TreeMap<>();

  /**
   * @param shape with the valid objects
   */
  ObjectUseRules(Shape shape, Consumer<Diagnostic> problems) {
    this.shape = shape;
    this.problems = problems;
    shape.entities().forEach(each -> known.put(each.name(), Set.of(NAMES.table(each))));
    shape
        .systemEntities()
        .forEach(
            each -> each.table().ifPresent(table -> known.put(each.name(), Set.of(table.table()))));
    shape.enums().forEach(each -> known.put(each.name(), Set.of(NAMES.enumType(each))));
    shape.sequences().forEach(each -> known.put(each.name(), Set.of(NAMES.sequence(each))));
    shape.objects().forEach(each -> known.put(each.name(), madeBy(each)));
  }

  /** What stands on a table is not used by its name. */
  private static Set<String> madeBy(SqlObject object) {
    return ObjectScript.of(object.create()).madeNames().stream()
        .filter(made -> !made.kind().isOnTable())
        .map(MadeObject::name)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toSet());
  }

  void check(Map<String, ObjectDeclaration> declarations) {
    shape.objects().forEach(object -> check(object, declarations.get(object.name())));
  }

  private void check(SqlObject object, ObjectDeclaration declaration) {
    ObjectScript script = ObjectScript.of(object.create());
    Map<String, Set<String>> others = new TreeMap<>(known);
    others.remove(object.name());
    Set<String> uses = Set.copyOf(object.uses());
    List<String> found = ObjectUses.check(script, uses, others).missing();
    Set<String> columns =
        Stream.concat(uses.stream(), found.stream())
            .flatMap(name -> shape.entity(name).stream())
            .flatMap(entity -> entity.fields().stream().map((Field field) -> NAMES.column(field)))
            .collect(Collectors.toSet());
    List<String> missing =
        found.stream()
            .filter(name -> !columns.containsAll(known.get(name)))
            .filter(name -> !uses(name, object.name(), new HashSet<>()))
            .toList();
    if (!missing.isEmpty()) {
      SortedSet<String> all = new TreeSet<>(uses);
      all.addAll(missing);
      problems.accept(
          Diagnostic.warning(
                  UNDECLARED_USE,
                  declaration.name().span(),
                  "the text of %s contains %s, but `uses` does not name %s"
                      .formatted(object.name(), words(missing), String.join(", ", missing)))
              .withHint(
                  "write object %s uses [%s]".formatted(object.name(), String.join(", ", all))));
    }
  }

  /** Whether the one object uses the other, also through others; then it is made later. */
  private boolean uses(String from, String to, Set<String> seen) {
    return seen.add(from)
        && shape
            .object(from)
            .filter(
                object ->
                    object.uses().contains(to)
                        || object.uses().stream().anyMatch(each -> uses(each, to, seen)))
            .isPresent();
  }

  private String words(List<String> missing) {
    return missing.stream()
        .map(name -> String.join(", ", new TreeSet<>(known.get(name))))
        .collect(Collectors.joining(", "));
  }
}
