package dev.kizaki.engine.compile;

import static dev.kizaki.inspire.source.DiagnosticCode.UNDECLARED_USE;

import dev.kizaki.engine.object.MadeObject;
import dev.kizaki.engine.object.ObjectScript;
import dev.kizaki.engine.object.ObjectUses;
import dev.kizaki.engine.object.UsableNames;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.shape.SqlObject;
import dev.kizaki.inspire.ast.ObjectDeclaration;
import dev.kizaki.inspire.source.Diagnostic;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
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

  private final UsableNames known;

  /**
   * @param shape with the valid objects
   */
  ObjectUseRules(Shape shape, Consumer<Diagnostic> problems) {
    this.shape = shape;
    this.problems = problems;
    this.known = new UsableNames(names(shape));
  }

  private static Map<String, Set<String>> names(Shape shape) {
    Map<String, Set<String>> names = new HashMap<>();
    shape.entities().forEach(each -> names.put(each.name(), Set.of(NAMES.table(each))));
    shape
        .systemEntities()
        .forEach(
            each -> each.table().ifPresent(table -> names.put(each.name(), Set.of(table.table()))));
    shape.enums().forEach(each -> names.put(each.name(), Set.of(NAMES.enumType(each))));
    shape.sequences().forEach(each -> names.put(each.name(), Set.of(NAMES.sequence(each))));
    shape.objects().forEach(each -> names.put(each.name(), madeBy(each)));
    return names;
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
    Set<String> uses = Set.copyOf(object.uses());
    List<String> found = ObjectUses.check(script, object.name(), uses, known).missing();
    Set<String> columns =
        Stream.concat(uses.stream(), found.stream())
            .flatMap(name -> shape.entity(name).stream())
            .flatMap(entity -> entity.fields().stream().map((Field field) -> NAMES.column(field)))
            .collect(Collectors.toSet());
    List<String> missing =
        found.stream()
            .filter(name -> !columns.containsAll(known.inDatabase(name)))
            .filter(name -> !uses(name, object.name()))
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
  private boolean uses(String from, String to) {
    Set<String> seen = new HashSet<>(Set.of(from));
    Deque<String> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      List<String> used = shape.object(open.pop()).map(SqlObject::uses).orElse(List.of());
      if (used.contains(to)) {
        return true;
      }
      used.stream().filter(seen::add).forEach(open::push);
    }
    return false;
  }

  private String words(List<String> missing) {
    return missing.stream()
        .map(name -> String.join(", ", new TreeSet<>(known.inDatabase(name))))
        .collect(Collectors.joining(", "));
  }
}
