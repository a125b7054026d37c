package dev.kizaki.engine.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.compile.CompileResult;
import dev.kizaki.engine.compile.ObjectFile;
import dev.kizaki.engine.compile.ShapeCompiler;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.planner.Answers;
import dev.kizaki.engine.planner.Planner;
import dev.kizaki.engine.planner.PlannerResult;
import dev.kizaki.engine.proof.DraftProof;
import dev.kizaki.engine.shape.NamingVersion;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.snapshot.DigestVersion;
import dev.kizaki.engine.snapshot.Snapshot;
import dev.kizaki.engine.snapshot.SnapshotJson;
import dev.kizaki.inspire.ast.InspireFile;
import dev.kizaki.inspire.ast.ObjectDeclaration;
import dev.kizaki.inspire.ast.ObjectText;
import dev.kizaki.inspire.format.AstFormatter;
import dev.kizaki.inspire.parse.InspireParser;
import dev.kizaki.inspire.parse.ParseResult;
import dev.kizaki.inspire.source.DiagnosticPrinter;
import dev.kizaki.inspire.source.SourceText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads schemas and snapshots. */
final class SchemaReading {
  /** Planning is not reading, and takes longer. */
  private static final int LONGEST_PLANNED = 20_000;

  private SchemaReading() {}

  /**
   * Parses and compiles a schema. A tree that is printed and parsed again prints the same. The
   * shape comes back from its snapshot, and a plan leads to it.
   */
  static void schema(String text) {
    ParseResult<InspireFile> parsed =
        InspireParser.parseSchema(SourceText.of("fuzz.inspire", text));
    DiagnosticPrinter.printAll(parsed.diagnostics());
    if (parsed.hasErrors()) {
      return;
    }
    String printed = AstFormatter.format(parsed.tree());
    ParseResult<InspireFile> again =
        InspireParser.parseSchema(SourceText.of("printed.inspire", printed));
    assertThat(DiagnosticPrinter.printAll(again.diagnostics())).as(printed).isEmpty();
    assertThat(AstFormatter.format(again.tree())).isEqualTo(printed);
    CompileResult compiled =
        ShapeCompiler.compile(List.of(parsed.tree()), Optional.empty(), objectFiles(parsed.tree()));
    DiagnosticPrinter.printAll(compiled.diagnostics());
    if (text.length() <= LONGEST_PLANNED) {
      compiled.shape().ifPresent(SchemaReading::plan);
    }
  }

  private static void plan(Shape shape) {
    PlannerResult draft = Planner.plan(Shape.empty(), shape, Answers.none(), List.of(), true);
    DraftProof.require(Shape.empty(), draft);
    PlanReading.comesBack(new Plan("0001_" + draft.slug(), draft.lines()));
    String text =
        SnapshotJson.write(
            new Snapshot(
                "0001_initial",
                Optional.empty(),
                NamingVersion.CURRENT,
                DigestVersion.CURRENT,
                draft.target()));
    assertThat(SnapshotJson.read("snapshot.json", text).shape()).isEqualTo(draft.target());
  }

  /** Reads a snapshot, which is then written as it was. */
  static void snapshot(String text) {
    SourceText source = SourceText.of("snapshot.json", text);
    String written = SnapshotJson.write(SnapshotJson.read(source));
    assertThat(withoutSpace(written)).isEqualTo(withoutSpace(source.text()));
  }

  private static String withoutSpace(String text) {
    return text.replaceAll("\\s", "");
  }

  /** Each object that names a file finds one with a view in it. */
  private static Map<ObjectText.InFile, ObjectFile> objectFiles(InspireFile tree) {
    ObjectFile file =
        new ObjectFile.Found(SourceText.of("view.sql", "create view open_task as select 1"));
    Map<ObjectText.InFile, ObjectFile> files = new HashMap<>();
    tree.declarations().stream()
        .filter(ObjectDeclaration.class::isInstance)
        .map(ObjectDeclaration.class::cast)
        .flatMap(object -> Stream.of(object.create(), object.drop()))
        .flatMap(Optional::stream)
        .filter(ObjectText.InFile.class::isInstance)
        .forEach(named -> files.put((ObjectText.InFile) named, file));
    return files;
  }
}
