package dev.kizaki.engine.plan.text;

import dev.kizaki.engine.plan.Choice;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.PlanItem;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.inspire.ast.PlanFile;
import dev.kizaki.inspire.ast.PlanItemNode;
import dev.kizaki.inspire.ast.ResolveBlock;
import dev.kizaki.inspire.ast.StatementNode;
import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.parse.InspireParser;
import dev.kizaki.inspire.parse.ParseResult;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.SourceSpan;
import dev.kizaki.inspire.source.SourceText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads plan files. Whether a plan leads to its snapshot is checked elsewhere. */
public final class PlanReader {
  private final List<Diagnostic> problems = new ArrayList<>();
  private final StatementReader statements = new StatementReader(problems::add);
  private final List<PlanLine> lines = new ArrayList<>();
  private final List<SourceSpan> spans = new ArrayList<>();
  private final List<SourceSpan> markers = new ArrayList<>();

  private PlanReader() {}

  /** Reads a whole file. The result contains all problems. */
  public static PlanText read(SourceText source) {
    ParseResult<PlanFile> parsed = InspireParser.parsePlan(source);
    PlanReader reader = new PlanReader();
    reader.problems.addAll(parsed.diagnostics());
    parsed.tree().items().forEach(reader::line);
    reader.problems.sort(Comparator.comparingInt(problem -> problem.span().start()));
    boolean hasErrors = reader.problems.stream().anyMatch(Diagnostic::isError);
    return new PlanText(
        source,
        parsed.tree().migration().span(),
        new Plan(parsed.tree().migration().text(), reader.lines),
        reader.spans,
        reader.markers,
        hasErrors ? PlanComments.NONE : PlanComments.of(parsed.tree(), source),
        reader.problems);
  }

  /** Reads a single statement; the result is empty if a problem was reported. */
  public static Optional<PlanStatement> statement(
      StatementNode node, Consumer<Diagnostic> problems) {
    return node.accept(new StatementReader(problems));
  }

  /** Reads a value of a known type; the result is empty if a problem was reported. */
  public static Optional<PlanValue> value(
      Value value, FieldType type, Consumer<Diagnostic> problems) {
    return new PlanValues(problems).read(value, type);
  }

  private void line(PlanItemNode node) {
    item(node)
        .ifPresent(
            item -> {
              lines.add(PlanLine.of(item));
              spans.add(node.span());
            });
    Markers.in(node).forEach(markers::add);
  }

  private Optional<PlanItem> item(PlanItemNode node) {
    if (node instanceof ResolveBlock block) {
      List<PlanItem> either = block.either().stream().flatMap(each -> item(each).stream()).toList();
      List<PlanStatement> or = all(block.or());
      boolean sound = either.size() == block.either().size() && or.size() == block.or().size();
      return sound ? Optional.of(new Choice(either, or)) : Optional.empty();
    }
    if (node instanceof StatementNode statement) {
      return statement.accept(statements).map(read -> read);
    }
    throw new IllegalArgumentException("unknown kind of plan item: " + node);
  }

  private List<PlanStatement> all(List<StatementNode> nodes) {
    return nodes.stream().flatMap(node -> node.accept(statements).stream()).toList();
  }
}
