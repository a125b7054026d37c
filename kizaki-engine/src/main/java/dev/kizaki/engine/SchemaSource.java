package dev.kizaki.engine;

import dev.kizaki.engine.compile.CompileResult;
import dev.kizaki.engine.compile.ShapeCompiler;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.source.SchemaDirectory;
import dev.kizaki.engine.source.SchemaSources;
import dev.kizaki.inspire.ast.InspireFile;
import dev.kizaki.inspire.parse.InspireParser;
import dev.kizaki.inspire.parse.ParseResult;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.DiagnosticPrinter;
import dev.kizaki.inspire.source.SourceText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The schema of a project, read and understood.
 *
 * @param files how many files it is made of
 * @param warnings what is odd about it, printed
 */
record SchemaSource(Shape shape, int files, List<String> warnings) {
  /**
   * @throws Refusal with every error of every file
   */
  static SchemaSource read(Project project) {
    SchemaSources sources = SchemaDirectory.read(project.schemaDirectory(), project.root());
    List<Diagnostic> diagnostics = new ArrayList<>(sources.diagnostics());
    List<InspireFile> trees = new ArrayList<>();
    for (SourceText text : sources.texts()) {
      ParseResult<InspireFile> parsed = InspireParser.parseSchema(text);
      diagnostics.addAll(parsed.diagnostics());
      trees.add(parsed.tree());
    }
    // What could not be read is missing from the trees, and would be reported again where it is
    // used: names are looked at once every file can be read.
    refuseErrors(diagnostics);
    CompileResult compiled = ShapeCompiler.compile(trees, UserTable.of(project));
    diagnostics.addAll(compiled.diagnostics());
    refuseErrors(diagnostics);
    return new SchemaSource(
        compiled.shape().orElseThrow(),
        sources.texts().size(),
        diagnostics.stream().map(DiagnosticPrinter::print).toList());
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
      throw new Refusal(
          DiagnosticPrinter.printAll(errors).stripTrailing()
              + "\n\n"
              + Words.count(errors.size(), "error")
              + " in "
              + Words.count(files, "file")
              + ".");
    }
  }
}
