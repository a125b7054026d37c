package dev.kizaki.engine.compile;

import static dev.kizaki.inspire.source.DiagnosticCode.DATABASE_NAME_COLLISION;
import static dev.kizaki.inspire.source.DiagnosticCode.INVALID_OBJECT;

import dev.kizaki.engine.graph.DirectedGraph;
import dev.kizaki.engine.object.MadeObject;
import dev.kizaki.engine.object.ObjectKind;
import dev.kizaki.engine.object.ObjectScript;
import dev.kizaki.engine.object.SqlCommands;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.shape.SqlObject;
import dev.kizaki.inspire.ast.Name;
import dev.kizaki.inspire.ast.ObjectDeclaration;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.DidYouMean;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the objects in SQL of a schema, and checks their texts and what they use. */
final class ObjectRules {
  private static final DatabaseNames NAMES = DatabaseNames.CURRENT;

  /** The kinds whose names are in one namespace with those of tables, enums and sequences. */
  private static final Set<ObjectKind> RELATIONS =
      Set.of(ObjectKind.VIEW, ObjectKind.MATERIALIZED_VIEW, ObjectKind.DOMAIN, ObjectKind.TYPE);

  private final Declarations declarations;
  private final ObjectTexts texts;
  private final Consumer<Diagnostic> problems;

  /** The first declaration of what an object makes, by its address in the database. */
  private final Map<String, Name> made = new HashMap<>();

  ObjectRules(Declarations declarations, ObjectTexts texts, Consumer<Diagnostic> problems) {
    this.declarations = declarations;
    this.texts = texts;
    this.problems = problems;
  }

  /** Returns the shape with the valid objects. */
  Shape withObjects(Shape shape) {
    Set<String> relations =
        Stream.of(
                shape.entities().stream().map(NAMES::table),
                shape.enums().stream().map(NAMES::enumType),
                shape.sequences().stream().map(NAMES::sequence))
            .flatMap(names -> names)
            .collect(Collectors.toSet());
    Map<String, ObjectDeclaration> known = new LinkedHashMap<>();
    List<SqlObject> objects = new ArrayList<>();
    for (ObjectDeclaration declaration : declarations.objects()) {
      Optional<SqlObject> object = read(declaration, relations);
      if (declarations.isFirst(declaration.name())) {
        known.put(declaration.name().text(), declaration);
        object.ifPresent(objects::add);
      }
    }
    known.values().forEach(each -> each.uses().ifPresent(uses -> uses(each, uses, shape, known)));
    cycle(known).ifPresent(path -> refuseCycle(path, known));
    Shape all = shape.withObjects(objects);
    new ObjectUseRules(all, problems).check(known);
    return all;
  }

  private Optional<SqlObject> read(ObjectDeclaration declaration, Set<String> relations) {
    Optional<ObjectTexts.Located> create = declaration.create().flatMap(texts::of);
    Optional<ObjectTexts.Located> drop = declaration.drop().flatMap(texts::of);
    if (create.isEmpty() || drop.isEmpty() && declaration.drop().isPresent()) {
      return Optional.empty();
    }
    ObjectScript script = ObjectScript.of(create.get().text());
    script
        .problem()
        .ifPresent(
            problem ->
                problems.accept(
                    Diagnostic.error(
                        INVALID_OBJECT, create.get().line(problem.line()), problem.sentence())));
    drop.ifPresent(this::checkDrop);
    if (script.problem().isEmpty()) {
      if (drop.isEmpty() && script.dropCommands().isEmpty()) {
        problems.accept(
            Diagnostic.error(
                    INVALID_OBJECT,
                    declaration.name().span(),
                    "how %s is dropped cannot be derived from its text"
                        .formatted(declaration.name().text()))
                .withHint("add the commands: drop \"\"\"drop ...\"\"\""));
      }
      script.madeNames().forEach(each -> checkName(declaration.name(), each, relations));
    }
    return Optional.of(
        new SqlObject(
            declaration.name().text(),
            declaration.uses().orElse(List.of()).stream().map(Name::text).toList(),
            create.get().text(),
            drop.map(ObjectTexts.Located::text)));
  }

  private void checkDrop(ObjectTexts.Located drop) {
    SqlCommands.problem(drop.text())
        .ifPresent(
            problem ->
                problems.accept(
                    Diagnostic.error(
                        INVALID_OBJECT, drop.line(problem.line()), problem.sentence())));
  }

  private void checkName(Name name, MadeObject object, Set<String> relations) {
    Name first = made.putIfAbsent(object.address(), name);
    if (first != null) {
      problems.accept(
          Diagnostic.error(
                  DATABASE_NAME_COLLISION,
                  name.span(),
                  "%s and %s both make %s".formatted(first.text(), name.text(), object.address()))
              .withRelated(first.span(), "also made here"));
    } else if (RELATIONS.contains(object.kind()) && relations.contains(object.name())) {
      problems.accept(
          Diagnostic.error(
                  DATABASE_NAME_COLLISION,
                  name.span(),
                  "%s makes %s, but a table, an enum or a sequence of the schema has that name"
                      .formatted(name.text(), object.address()))
              .withHint("give one of them another name"));
    }
  }

  private void uses(
      ObjectDeclaration object,
      List<Name> uses,
      Shape shape,
      Map<String, ObjectDeclaration> known) {
    for (Name used : uses) {
      String name = used.text();
      if (name.equals(object.name().text())) {
        problems.accept(
            Diagnostic.error(INVALID_OBJECT, used.span(), "%s cannot use itself".formatted(name))
                .withHint("delete it from the list"));
      } else if (!shape.has(name) && !known.containsKey(name) && !isDeclared(name)) {
        problems.accept(
            Diagnostic.error(
                    INVALID_OBJECT,
                    used.span(),
                    "%s uses %s, which is not declared".formatted(object.name().text(), name))
                .withHint(
                    DidYouMean.hint(
                            name,
                            "",
                            Stream.concat(shape.names(), known.keySet().stream()).toList())
                        .orElse("an object uses entities, enums, sequences and objects")));
      }
    }
  }

  /** Whether the name is declared as something that has other errors. */
  private boolean isDeclared(String name) {
    return declarations
        .kindOf(name)
        .filter(
            kind -> kind != TypeScope.Kind.EMBEDDED_TYPE && kind != TypeScope.Kind.VALIDATION_TYPE)
        .isPresent();
  }

  /** The way from an object to itself, if there is one; the first object by place comes first. */
  private static Optional<List<String>> cycle(Map<String, ObjectDeclaration> known) {
    List<String> names = List.copyOf(known.keySet());
    Map<String, Integer> numbers = new HashMap<>();
    names.forEach(name -> numbers.put(name, numbers.size()));
    DirectedGraph graph = new DirectedGraph(names.size());
    known.forEach(
        (name, object) ->
            object.uses().orElse(List.of()).stream()
                .filter(used -> known.containsKey(used.text()))
                .forEach(used -> graph.addEdge(numbers.get(name), numbers.get(used.text()))));
    return graph.stronglyConnectedComponents().stream()
        .filter(component -> component.size() > 1)
        .findFirst()
        .map(component -> path(component.first(), graph).stream().map(names::get).toList());
  }

  /** The shortest way from a node on a cycle to itself. */
  private static List<Integer> path(int start, DirectedGraph graph) {
    Map<Integer, Integer> before = new HashMap<>();
    Deque<Integer> open = new ArrayDeque<>(List.of(start));
    while (!before.containsKey(start)) {
      int node = open.remove();
      for (int next : graph.successors(node)) {
        if (before.putIfAbsent(next, node) == null) {
          open.add(next);
        }
      }
    }
    LinkedList<Integer> path = new LinkedList<>(List.of(start));
    do {
      path.addFirst(before.get(path.getFirst()));
    } while (path.getFirst() != start);
    return path;
  }

  private void refuseCycle(List<String> path, Map<String, ObjectDeclaration> known) {
    problems.accept(
        Diagnostic.error(
                INVALID_OBJECT,
                known.get(path.get(0)).name().span(),
                "objects use each other in a circle: %s".formatted(String.join(" -> ", path)))
            .withHint("delete one of these names from its list, or make one object of them"));
  }
}
