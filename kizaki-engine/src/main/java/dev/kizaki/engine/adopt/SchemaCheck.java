package dev.kizaki.engine.adopt;

import dev.kizaki.engine.compile.CompileResult;
import dev.kizaki.engine.compile.ShapeCompiler;
import dev.kizaki.engine.object.ObjectScript;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.inspire.ast.InspireFile;
import dev.kizaki.inspire.parse.InspireParser;
import dev.kizaki.inspire.parse.ParseResult;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.SourceText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Compiles the text of an adopted schema, which must lead to its shape. */
final class SchemaCheck {
  private SchemaCheck() {}

  /** The tables whose text does not lead to their entity. */
  static List<Unmanaged> problems(Shape shape) {
    List<Unmanaged> problems = new ArrayList<>();
    List<InspireFile> files = new ArrayList<>();
    for (SourceText source : sources(shape)) {
      ParseResult<InspireFile> parsed = InspireParser.parseSchema(source);
      parsed.diagnostics().stream()
          .filter(Diagnostic::isError)
          .findFirst()
          .ifPresent(error -> problems.add(problem(shape, error)));
      files.add(parsed.tree());
    }
    if (!problems.isEmpty()) {
      return problems;
    }
    CompileResult compiled = ShapeCompiler.compile(files, Optional.empty());
    compiled.diagnostics().stream()
        .filter(Diagnostic::isError)
        .map(error -> problem(shape, error))
        .sorted(Comparator.naturalOrder())
        .forEach(problems::add);
    compiled.shape().ifPresent(read -> problems.addAll(differences(shape, read)));
    return problems;
  }

  /** What is wrong with the texts of objects, by object. */
  static Map<String, Unmanaged> objects(List<AdoptedObject> objects) {
    Map<String, Unmanaged> problems = new TreeMap<>();
    for (AdoptedObject each : objects) {
      ObjectScript.of(each.object().create())
          .problem()
          .ifPresent(
              problem ->
                  problems.put(
                      each.object().name(),
                      new Unmanaged(
                          each.made().first().text(),
                          "its text is not one for objects",
                          problem.sentence())));
    }
    return problems;
  }

  /** One text for each declaration, so that the place of an error says which one it is in. */
  private static List<SourceText> sources(Shape shape) {
    Shape open = FewestNames.of(shape);
    return Stream.of(
            open.systemEntities().stream()
                .map(each -> SourceText.of(each.name(), SchemaText.of(each))),
            open.enums().stream()
                .map(each -> SourceText.of(each.name(), SchemaText.of(each, List.of()))),
            open.sequences().stream().map(each -> SourceText.of(each.name(), SchemaText.of(each))),
            open.entities().stream()
                .map(each -> SourceText.of(each.name(), SchemaText.of(each, any -> List.of()))),
            open.objects().stream().map(each -> SourceText.of(each.name(), SchemaText.of(each))))
        .flatMap(each -> each)
        .toList();
  }

  private static Unmanaged problem(Shape shape, Diagnostic error) {
    String declaration = error.span().source().name();
    return new Unmanaged(
        databaseName(shape, declaration), "Inspire cannot say it", error.message());
  }

  private static String databaseName(Shape shape, String declaration) {
    return shape
        .entity(declaration)
        .map(DatabaseNames.CURRENT::table)
        .or(() -> shape.sequence(declaration).map(DatabaseNames.CURRENT::sequence))
        .or(() -> shape.enumType(declaration).map(DatabaseNames.CURRENT::enumType))
        .orElse(declaration);
  }

  private static List<Unmanaged> differences(Shape shape, Shape read) {
    List<Unmanaged> problems = new ArrayList<>();
    for (Entity entity : FewestNames.of(shape).entities()) {
      if (!read.entity(entity.name()).filter(entity::equals).isPresent()) {
        problems.add(
            new Unmanaged(
                DatabaseNames.CURRENT.table(entity),
                "Inspire cannot say it",
                "its text is read as another table"));
      }
    }
    return problems;
  }
}
