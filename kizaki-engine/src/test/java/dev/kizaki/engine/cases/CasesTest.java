package dev.kizaki.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.kizaki.engine.catalog.ExpectedCatalog;
import dev.kizaki.engine.catalog.ObjectName;
import dev.kizaki.engine.history.Digest;
import dev.kizaki.engine.plan.Decision;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.text.PlanPrinter;
import dev.kizaki.engine.plan.text.PlanReader;
import dev.kizaki.engine.plan.text.PlanText;
import dev.kizaki.engine.planner.Answers;
import dev.kizaki.engine.planner.Planner;
import dev.kizaki.engine.postgres.ExpectedObjects;
import dev.kizaki.engine.postgres.ObjectChange;
import dev.kizaki.engine.postgres.ObjectChanges;
import dev.kizaki.engine.postgres.PostgresGenerator;
import dev.kizaki.engine.replay.PlanFault;
import dev.kizaki.engine.replay.Replay;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.NamingVersion;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.snapshot.DigestVersion;
import dev.kizaki.engine.snapshot.Snapshot;
import dev.kizaki.engine.sql.CheckQuery;
import dev.kizaki.engine.sql.DataCheck;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlStep;
import dev.kizaki.inspire.source.DiagnosticPrinter;
import dev.kizaki.inspire.source.SourceText;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Checks every case without a database: the text of the plan, that the text can be read back, and
 * that the plan leads to the new schema.
 */
final class CasesTest {
  private static final DatabaseNames NAMES = new DatabaseNames(NamingVersion.CURRENT);

  /**
   * Comments with the planner's questions; a plan that is read from a file does not contain them.
   */
  private static final Pattern COMMENT = Pattern.compile("^ *// .*\\n| +// .*$", Pattern.MULTILINE);

  @TestFactory
  Stream<DynamicTest> everyCaseHoldsWithoutADatabase() {
    return CaseCorpus.all().stream()
        .map(file -> DynamicTest.dynamicTest(file.name(), () -> check(file)));
  }

  private static void check(CaseFile file) {
    if (file.has(Section.ERROR)) {
      checkError(file);
      return;
    }
    PlannedCase planned = PlannedCase.of(file);
    CaseFile actual = file;
    if (!file.has(Section.HAND_PLAN)) {
      actual = actual.with(Section.PLAN, PlanPrinter.print(planned.plan()));
    }
    if (file.has(Section.SQL)) {
      actual = actual.with(Section.SQL, sql(planned));
    }
    if (CaseCorpus.rewrites()) {
      CaseCorpus.write(actual);
    } else {
      assertThat(actual.text()).isEqualTo(file.text());
    }
    checkText(planned);
    checkReplay(planned);
    checkObjects(planned);
  }

  /** What the statements make and remove leads from the objects of one schema to the other's. */
  private static void checkObjects(PlannedCase planned) {
    for (List<PlanStatement> statements : Resolution.all(planned.plan())) {
      Set<ObjectName> names = new TreeSet<>(objects(planned.before()));
      for (ObjectChange change : ObjectChanges.of(planned.before(), statements, "public", NAMES)) {
        assertThat(names).containsAll(change.removed());
        names.removeAll(change.removed());
        change.added().forEach(each -> assertThat(names.add(each.name())).isTrue());
      }
      assertThat(names).isEqualTo(objects(planned.targetOf(statements)));
    }
  }

  /** The objects of a shape, without the table of users, which no statement may create. */
  private static Set<ObjectName> objects(Shape shape) {
    ExpectedCatalog catalog = ExpectedObjects.of(shape, "public", NAMES);
    return catalog.objects().keySet().stream()
        .filter(each -> !catalog.shared().contains(each.table().orElse(each.name())))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Printing and reading a plan gives the same plan: same items, same digest, same text. */
  static void checkText(PlannedCase planned) {
    String text = PlanPrinter.print(planned.plan());
    PlanText read = PlanReader.read(SourceText.of("plan.migration", text));
    assertThat(read.diagnostics()).as(text).isEmpty();
    assertThat(Resolution.items(read.plan())).isEqualTo(Resolution.items(planned.plan()));
    assertThat(read.plan().isResolved()).isEqualTo(read.markers().isEmpty());
    assertThat(digest(read.plan(), planned)).isEqualTo(digest(planned.plan(), planned));
    String again = PlanPrinter.print(read.plan());
    assertThat(again).isEqualTo(COMMENT.matcher(text).replaceAll(""));
    assertThat(PlanPrinter.print(PlanReader.read(SourceText.of("again", again)).plan()))
        .isEqualTo(again);
  }

  private static String digest(Plan plan, PlannedCase planned) {
    return Digest.of(
        plan,
        new Snapshot(
            plan.migration(),
            Optional.empty(),
            NamingVersion.CURRENT,
            DigestVersion.CURRENT,
            planned.target()));
  }

  /** Every combination of choices leads to the new schema, and planning again finds nothing. */
  static void checkReplay(PlannedCase planned) {
    if (!planned.file().has(Section.HAND_PLAN)) {
      Shape first = Replay.proven(planned.before(), planned.plan().statements(Decision.EITHER));
      assertThat(ShapeLines.of(first)).isEqualTo(ShapeLines.of(planned.target()));
    }
    for (List<PlanStatement> statements : Resolution.all(planned.plan())) {
      assertThat(ShapeLines.of(Replay.proven(planned.before(), statements)))
          .isEqualTo(ShapeLines.of(planned.targetOf(statements)));
      assertThat(
              Planner.plan(
                      Replay.proven(planned.before(), statements),
                      planned.schema(),
                      Answers.none(),
                      List.of(),
                      false)
                  .lines())
          .isEmpty();
    }
  }

  private static String sql(PlannedCase planned) {
    return PostgresGenerator.generate(
            planned.before(), planned.plan().statements(), "public", NAMES)
        .stream()
        .map(CasesTest::text)
        .collect(Collectors.joining());
  }

  private static String text(SqlStep step) {
    if (step instanceof SqlCommand command) {
      return command.text() + ";\n";
    }
    DataCheck check = (DataCheck) step;
    String query =
        check.probe() instanceof CheckQuery.Dependents ? "" : check.probe().query() + ";\n";
    return "-- no " + check.subject() + "\n" + query;
  }

  private static void checkError(CaseFile file) {
    String error = error(file);
    if (CaseCorpus.rewrites()) {
      CaseCorpus.write(file.with(Section.ERROR, error));
    } else {
      assertThat(error).isEqualTo(file.get(Section.ERROR));
    }
  }

  private static String error(CaseFile file) {
    PlanText read = PlannedCase.handPlan(file);
    if (read.hasErrors()) {
      return read.diagnostics().stream()
          .map(DiagnosticPrinter::print)
          .collect(Collectors.joining("\n"));
    }
    PlannedCase planned = PlannedCase.of(file);
    try {
      Replay.proven(planned.before(), planned.plan().statements());
    } catch (PlanFault fault) {
      return fault.getMessage() + "\n";
    }
    return fail("the plan of " + file.name() + " has no fault");
  }
}
