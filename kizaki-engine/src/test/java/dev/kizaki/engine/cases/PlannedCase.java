package dev.kizaki.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.compile.CompileResult;
import dev.kizaki.engine.compile.ShapeCompiler;
import dev.kizaki.engine.goal.plan.AnswerReader;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.text.PlanReader;
import dev.kizaki.engine.plan.text.PlanText;
import dev.kizaki.engine.planner.Answers;
import dev.kizaki.engine.planner.Planner;
import dev.kizaki.engine.planner.PlannerResult;
import dev.kizaki.engine.replay.Replay;
import dev.kizaki.engine.shape.BuiltInUser.ExistingColumn;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.KeptNames;
import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.inspire.ast.InspireFile;
import dev.kizaki.inspire.parse.InspireParser;
import dev.kizaki.inspire.parse.ParseResult;
import dev.kizaki.inspire.source.SourceText;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A case with its shapes and its plan.
 *
 * @param target the shape that the planner promises with the first choices
 * @param schema the shape of {@code after.inspire}, with the system entities of the history; it
 *     leaves names in the database open
 */
record PlannedCase(CaseFile file, Shape before, Shape target, Shape schema, Plan plan) {
  private static final Pattern USER_TABLE =
      Pattern.compile("\"(.*)\"\\.\"(.*)\"\\.\"(.*)\": (\\w+)");

  static PlannedCase of(CaseFile file) {
    return of(KeptNames.filled(Shape.empty(), compile(file, Section.BEFORE)), file);
  }

  /** The plan from a shape to the new schema of a case. */
  static PlannedCase of(Shape before, CaseFile file) {
    Shape after = compile(file, Section.AFTER);
    if (file.has(Section.HAND_PLAN)) {
      Shape schema = Planner.withSystemEntitiesOf(before, after);
      return new PlannedCase(
          file, before, Planner.completed(before, after), schema, handPlan(file).plan());
    }
    AnswerReader.Result read =
        AnswerReader.read(SourceText.of("answers", file.get(Section.ANSWERS)), after);
    assertThat(read.diagnostics()).as("answers").isEmpty();
    Answers answers = new Answers(read.answers(), List.of());
    PlannerResult draft = Planner.plan(before, after, answers, List.of(), before.isEmpty());
    assertThat(answers.unused()).as("answers without a question").isEmpty();
    String name = (before.isEmpty() ? "0001_" : "0002_") + draft.slug();
    return new PlannedCase(
        file, before, draft.target(), draft.schema(), new Plan(name, draft.lines()));
  }

  /** The new schema with the names in the database to which these statements lead. */
  Shape targetOf(List<PlanStatement> statements) {
    return Planner.completed(Replay.run(before, statements), schema);
  }

  static PlanText handPlan(CaseFile file) {
    return PlanReader.read(SourceText.of("plan.migration", file.get(Section.HAND_PLAN)));
  }

  private static Shape compile(CaseFile file, Section section) {
    ParseResult<InspireFile> parsed =
        InspireParser.parseSchema(SourceText.of(section.title(), file.get(section)));
    assertThat(parsed.diagnostics()).as("syntax of " + section.title()).isEmpty();
    CompileResult compiled = ShapeCompiler.compile(List.of(parsed.tree()), userTable(file));
    assertThat(compiled.diagnostics()).as(section.title()).isEmpty();
    return compiled.shape().orElseThrow();
  }

  private static Optional<ExistingColumn> userTable(CaseFile file) {
    return file.lines(Section.USER_TABLE).stream()
        .findFirst()
        .map(
            line -> {
              Matcher matcher = USER_TABLE.matcher(line);
              assertThat(matcher.matches()).as(line).isTrue();
              return new ExistingColumn(
                  matcher.group(1),
                  matcher.group(2),
                  matcher.group(3),
                  FieldType.of(Scalar.ofWord(matcher.group(4)).orElseThrow()));
            });
  }
}
