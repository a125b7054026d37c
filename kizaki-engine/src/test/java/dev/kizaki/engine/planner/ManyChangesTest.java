package dev.kizaki.engine.planner;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.kizaki.engine.compile.ShapeCompiler;
import dev.kizaki.engine.plan.Decision;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.text.PlanPrinter;
import dev.kizaki.engine.postgres.PostgresGenerator;
import dev.kizaki.engine.proof.DraftProof;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.KeptNames;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.inspire.parse.InspireParser;
import dev.kizaki.inspire.source.SourceText;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A change of four times the size takes about four times the work. The work is measured by the
 * memory that it uses meanwhile, which is the same on a busy machine; what grows with the square
 * takes sixteen times as much.
 */
@FullRun
final class ManyChangesTest {
  private static final int SIZE = 250;
  private static final int FACTOR = 4;
  private static final int MOST = 8;

  @Test
  void entitiesThatReferToOne() {
    assertLinear(size -> "", size -> refer(size, "A", "b: int"), true);
  }

  @Test
  void aChangeOfTheEntityThatOthersReferTo() {
    assertLinear(
        size -> refer(size, "A", "b: int"), size -> refer(size, "A", "b: int  c: int?"), true);
  }

  @Test
  void referencesThatBecomeNullable() {
    assertLinear(
        size -> refer(size, "A", "b: int"),
        size -> refer(size, "A", "b: int").replace(".id", ".id?"),
        true);
  }

  @Test
  void referencesThatAreDropped() {
    assertLinear(size -> refer(size, "A", "b: int"), size -> "entity Z { q: int }\n", true);
  }

  @Test
  void anEntityThatMayBeRenamedUnderItsReferences() {
    assertLinear(size -> refer(size, "A", "b: int"), size -> refer(size, "Other", "b: int"), false);
  }

  /** Its SQL lists the names of all columns for each of them. */
  @Test
  void aTypeThatOthersHaveByReference() {
    assertLinear(
        size -> refer(size, "A", "id: int"), size -> refer(size, "A", "id: bigint"), false);
  }

  @Test
  void anEnumThatManyEntitiesUse() {
    assertLinear(size -> use(size, "a, b, c"), size -> use(size, "b, a"), true);
  }

  /** By time, because a search in a list uses no memory. */
  @Test
  void manyValuesOfAnEnum() {
    Shape before = shape("enum V { " + repeated(30_000, each -> "v" + 2 * each + ", ") + "z }\n");
    Shape after = shape("enum V { " + repeated(60_000, each -> "v" + each + ", ") + "z }\n");
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    assertThat(plan(before, after).lines()).hasSize(30_000);
    assertThat(plan(after, before).lines()).hasSize(30_000);
    assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start))
        .isLessThan(Duration.ofSeconds(6));
  }

  private static String refer(int size, String name, String fields) {
    return "entity %s { %s }\n".formatted(name, fields)
        + repeated(size, each -> "entity E%d { a: %s.id }\n".formatted(each, name));
  }

  private static String use(int size, String values) {
    return "enum V { %s }\n".formatted(values)
        + repeated(size, each -> "entity E%d { v: V = a }\n".formatted(each));
  }

  private static String repeated(int size, IntFunction<String> part) {
    return IntStream.range(0, size).mapToObj(part).collect(Collectors.joining());
  }

  private static void assertLinear(
      IntFunction<String> before, IntFunction<String> after, boolean withSql) {
    IntUnaryOperator kilobytes =
        size -> kilobytes(shape(before.apply(size)), shape(after.apply(size)), withSql);
    kilobytes.applyAsInt(SIZE);
    int one = kilobytes.applyAsInt(SIZE);
    int more = kilobytes.applyAsInt(FACTOR * SIZE);
    assertThat(more).as("%d kB, and for a quarter %d kB", more, one).isLessThan(MOST * one);
  }

  /** Plans, proves, prints and writes SQL. */
  private static int kilobytes(Shape before, Shape after, boolean withSql) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long start = threads.getThreadAllocatedBytes(thread);
    PlannerResult draft = plan(before, after);
    DraftProof.require(before, draft);
    assertThat(PlanPrinter.print(new Plan("0001_many", draft.lines()))).isNotEmpty();
    List<PlanStatement> statements = Plan.statements(draft.lines(), Decision.OR);
    if (withSql) {
      assertThat(PostgresGenerator.generate(before, statements, "public", DatabaseNames.CURRENT))
          .isNotEmpty();
    }
    return (int) ((threads.getThreadAllocatedBytes(thread) - start) / 1_000);
  }

  private static PlannerResult plan(Shape before, Shape after) {
    return Planner.plan(before, after, Answers.none(), List.of(), false);
  }

  private static Shape shape(String schema) {
    return KeptNames.filled(
        Shape.empty(),
        ShapeCompiler.compile(
                List.of(InspireParser.parseSchema(SourceText.of("many", schema)).tree()),
                Optional.empty())
            .shape()
            .orElseThrow());
  }
}
