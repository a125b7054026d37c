package dev.kizaki.engine.project;

import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.compile.CompileResult;
import dev.kizaki.engine.compile.ObjectFile;
import dev.kizaki.engine.compile.ObjectPlaces;
import dev.kizaki.engine.compile.ShapeCompiler;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.text.Plurals;
import dev.kizaki.inspire.ast.InspireFile;
import dev.kizaki.inspire.ast.ObjectText;
import dev.kizaki.inspire.parse.InspireParser;
import dev.kizaki.inspire.parse.ParseResult;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.DiagnosticPrinter;
import dev.kizaki.inspire.source.SourceText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The compiled schema of a project.
 *
 * @param files the number of its files
 * @param warnings the warnings, as messages print them
 * @param objectPlaces where the texts of its objects are
 */
public record ProjectSchema(
    Shape shape, int files, List<String> warnings, ObjectPlaces objectPlaces) {
  private static final Pattern WORD = Pattern.compile("\\w+");

  /**
   * Reads and compiles the schema.
   *
   * @throws Refusal with all errors of all files
   */
  public static ProjectSchema read(Project project) {
    SchemaFiles sources = SchemaDirectory.read(project.schemaDirectory(), project.root());
    List<Diagnostic> diagnostics = new ArrayList<>(sources.diagnostics());
    boolean complete = diagnostics.stream().noneMatch(Diagnostic::isError);
    List<InspireFile> trees = new ArrayList<>();
    Set<String> unparsedWords = new HashSet<>();
    for (SourceText text : sources.texts()) {
      ParseResult<InspireFile> parsed = InspireParser.parseSchema(text);
      diagnostics.addAll(parsed.diagnostics());
      if (parsed.hasErrors()) {
        words(text.text()).forEach(unparsedWords::add);
      } else {
        trees.add(parsed.tree());
      }
    }
    if (!complete) {
      refuseErrors(diagnostics);
    }
    Map<ObjectText.InFile, ObjectFile> objectFiles =
        ObjectFiles.read(trees, project.schemaDirectory(), project.root());
    CompileResult compiled =
        ShapeCompiler.compile(trees, UserTableSetting.of(project), objectFiles);
    compiled.diagnostics().stream()
        .filter(each -> words(each.span().text()).noneMatch(unparsedWords::contains))
        .forEach(diagnostics::add);
    refuseErrors(diagnostics);
    return new ProjectSchema(
        compiled.shape().orElseThrow(),
        sources.texts().size(),
        diagnostics.stream().map(DiagnosticPrinter::print).toList(),
        ObjectPlaces.of(trees, objectFiles));
  }

  /**
   * The words of a text that can be names. A file with syntax errors may declare any name that it
   * contains. Therefore an error about such a name in another file may be wrong, and is not
   * reported until the file can be parsed.
   */
  private static Stream<String> words(String text) {
    return WORD.matcher(text).results().map(MatchResult::group);
  }

  private static void refuseErrors(List<Diagnostic> diagnostics) {
    List<Diagnostic> errors =
        diagnostics.stream()
            .filter(Diagnostic::isError)
            .sorted(
                Comparator.comparing((Diagnostic error) -> error.span().source().name())
                    .thenComparing(error -> error.span().start()))
            .toList();
    if (!errors.isEmpty()) {
      long files = errors.stream().map(error -> error.span().source().name()).distinct().count();
      throw Refusal.ofDiagnostics(
          """
          %s

          %s in %s.\
          """
              .formatted(
                  DiagnosticPrinter.printAll(errors).stripTrailing(),
                  Plurals.count(errors.size(), "error"),
                  Plurals.count(files, "file")));
    }
  }
}
