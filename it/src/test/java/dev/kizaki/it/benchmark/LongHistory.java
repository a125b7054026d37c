package dev.kizaki.it.benchmark;

import dev.kizaki.engine.compile.CompileResult;
import dev.kizaki.engine.compile.ShapeCompiler;
import dev.kizaki.engine.history.Digest;
import dev.kizaki.engine.history.MigrationName;
import dev.kizaki.engine.history.MigrationsDirectory;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.text.PlanPrinter;
import dev.kizaki.engine.plan.text.PlanReader;
import dev.kizaki.engine.planner.Answers;
import dev.kizaki.engine.planner.Planner;
import dev.kizaki.engine.planner.PlannerResult;
import dev.kizaki.engine.postgres.PostgresGenerator;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.NamingVersion;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.snapshot.DigestVersion;
import dev.kizaki.engine.snapshot.Snapshot;
import dev.kizaki.engine.snapshot.SnapshotJson;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.inspire.ast.InspireFile;
import dev.kizaki.inspire.parse.InspireParser;
import dev.kizaki.inspire.source.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes a history of many migrations without a database. The {@code plan} goal would require that
 * each migration is applied before it plans the next.
 */
final class LongHistory {
  private static final String DATABASE_SCHEMA = "public";

  private final MigrationsDirectory directory;
  private final Map<String, InspireFile> schema = new TreeMap<>();
  private final List<List<String>> commands = new ArrayList<>();
  private Shape shape = Shape.empty();
  private Optional<String> parent = Optional.empty();
  private String latest = "";

  /**
   * @param project the project's directory, which must exist
   */
  LongHistory(Path project) {
    this.directory = new MigrationsDirectory(project, project.resolve("migrations"));
  }

  /**
   * Writes the next migration.
   *
   * @param files the new and changed files of the schema, by file name
   */
  void add(Map<String, String> files) {
    Shape target = shapeWith(files);
    int number = commands.size() + 1;
    PlannerResult draft = Planner.plan(shape, target, Answers.none(), List.of(), number == 1);
    String name = new MigrationName(number, draft.slug()).text();
    add(new Plan(name, draft.lines()), draft.target(), target);
  }

  /**
   * Writes the next migration as a person has decided it.
   *
   * @param files the new and changed files of the schema, by file name
   * @param statements the statements of its plan
   */
  void add(Map<String, String> files, String statements) {
    Shape target = shapeWith(files);
    String name = new MigrationName(commands.size() + 1, "decided").text();
    String text = "migration \"%s\" {\n%s}\n".formatted(name, statements);
    add(PlanReader.read(SourceText.of(name, text)).plan(), target, target);
  }

  private Shape shapeWith(Map<String, String> files) {
    files.forEach(
        (name, text) ->
            schema.put(name, InspireParser.parseSchema(SourceText.of(name, text)).tree()));
    CompileResult compiled = ShapeCompiler.compile(List.copyOf(schema.values()), Optional.empty());
    return compiled
        .shape()
        .orElseThrow(() -> new IllegalStateException("" + compiled.diagnostics()));
  }

  private void add(Plan plan, Shape recorded, Shape target) {
    Snapshot snapshot =
        new Snapshot(
            plan.migration(), parent, NamingVersion.CURRENT, DigestVersion.CURRENT, recorded);
    directory.write(plan.migration(), PlanPrinter.print(plan), SnapshotJson.write(snapshot));
    commands.add(commands(plan));
    shape = target;
    parent = Optional.of(Digest.of(plan, snapshot));
    latest = plan.migration();
  }

  /** The SQL commands of each migration, in order. */
  List<List<String>> commands() {
    return List.copyOf(commands);
  }

  /** The name of the latest migration. */
  String latest() {
    return latest;
  }

  /** The digest of the latest migration; there must be one. */
  String latestDigest() {
    return parent.orElseThrow();
  }

  private List<String> commands(Plan plan) {
    return PostgresGenerator.generate(
            shape, plan.statements(), DATABASE_SCHEMA, new DatabaseNames(NamingVersion.CURRENT))
        .stream()
        .filter(SqlCommand.class::isInstance)
        .map(step -> ((SqlCommand) step).text())
        .toList();
  }
}
