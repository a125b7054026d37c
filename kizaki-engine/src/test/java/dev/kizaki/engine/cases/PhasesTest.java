package dev.kizaki.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kizaki.engine.phase.PlanPhases;
import dev.kizaki.engine.phase.UndividedPlan;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.text.StatementText;
import dev.kizaki.engine.postgres.PhaseGenerator;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.NamingVersion;
import dev.kizaki.engine.sql.SqlStep;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Which statements of a plan are carried out in which phase of a deploy, and which plans cannot.
 */
final class PhasesTest {
  private static final DatabaseNames NAMES = new DatabaseNames(NamingVersion.CURRENT);

  private static final String TASK =
      """
      enum Status { Open, Done }
      entity Owner { id: int @primaryKey }
      entity Task {
        id: int @primaryKey
        title: string
        code: varchar(10)
        points: int?
        note: string
        owner: Owner.id
        status: Status = Open
      }
      """;

  private static PlanPhases phases(String after, String answers) {
    PlannedCase planned = planned(after, answers);
    return PlanPhases.of(planned.before(), planned.plan().statements(), NAMES);
  }

  private static PlannedCase planned(String after, String answers) {
    CaseFile file =
        CaseFile.parse(
            "phases",
            "# phases\n-- before.inspire --\n%s\n-- after.inspire --\n%s\n-- answers --\n%s\n"
                .formatted(TASK, after, answers));
    return PlannedCase.of(file);
  }

  private static List<String> texts(List<PlanStatement> statements) {
    return statements.stream().map(StatementText::of).toList();
  }

  private static String reason(String after, String answers) {
    return catchThrowableOfType(UndividedPlan.class, () -> phases(after, answers)).reason();
  }

  @Test
  void aFieldIsRenamedInTheSchemaFirstAndInTheDatabaseLast() {
    PlanPhases phases = phases(TASK.replace("title:", "name:"), "rename Task.title -> Task.name");
    assertThat(texts(phases.expand()))
        .containsExactly("rename Task.title -> Task.name @column(\"title\")");
    assertThat(texts(phases.contract()))
        .containsExactly("rename column Task.name \"title\" -> \"name\"");
  }

  @Test
  void aFieldThatGoesBecomesOptionalAndLosesItsReferenceFirst() {
    PlanPhases phases = phases(TASK.replace("  owner: Owner.id\n", ""), "");
    assertThat(texts(phases.expand())).containsExactly("change Task.owner: Owner.id -> int?");
    assertThat(texts(phases.contract())).containsExactly("drop Task.owner");
  }

  @Test
  void aLiteralIsTheDefaultOfANewFieldMeanwhile() {
    PlanPhases phases =
        phases(TASK.replace("points:", "size: int\n  points:"), "Task.size backfill 7");
    assertThat(texts(phases.expand())).containsExactly("add Task.size: int = 7");
    assertThat(texts(phases.contract())).containsExactly("change Task.size: int = 7 -> int");
    assertThat(phases.guarded()).isEmpty();
  }

  @Test
  void anExpressionNeedsATrigger() {
    PlanPhases phases =
        phases(
            TASK.replace("points:", "size: int\n  points:"),
            "Task.size backfill sql(\"length(title)\")");
    assertThat(phases.guarded()).containsExactly(0);
    assertThat(phases.contract()).isEmpty();
  }

  /** The positions of the second phase are those of its own statements. */
  @Test
  void triggersAreRemovedAtTheBeginningOfTheSecondPhase() {
    PlannedCase planned =
        planned(
            TASK.replace("points: int?", "size: int  length: int")
                .replace("varchar(10)", "varchar(20)"),
            "drop Task.points\nTask.size backfill sql(\"length(title)\")\n"
                + "Task.length backfill sql(\"length(note)\")");
    PlanPhases phases = PlanPhases.of(planned.before(), planned.plan().statements(), NAMES);
    PhaseGenerator generator = new PhaseGenerator("public", NAMES, "0002_x");
    PhaseGenerator.Expand expand =
        generator.expand(
            planned.before(), phases.expand(), phases.guarded(), List.of(), phases.contract());
    assertThat(expand.removal()).extracting(command -> command.cause().ordinal()).contains(1);
    List<SqlStep> contract =
        generator.contract(phases.meanwhile(), phases.contract(), List.of(), expand.removal());
    assertThat(contract).extracting(step -> step.cause().ordinal()).containsOnly(0);
    assertThat(contract)
        .extracting(step -> step.cause().text())
        .contains(
            "add Task.size: int backfill sql(\"length(title)\")",
            "add Task.length: int backfill sql(\"length(note)\")",
            "drop Task.points");
    assertThat(
            generator.contract(phases.meanwhile(), List.of(), List.of(), expand.removal()).stream()
                .map(step -> step.cause().ordinal()))
        .containsOnly(0);
  }

  @Test
  void whatAllowsMoreComesFirstAndWhatAllowsLessLast() {
    PlanPhases phases =
        phases(
            TASK.replace("varchar(10)", "varchar(20)")
                .replace("note: string", "note: string?")
                .replace("status:", "@check(sql(\"points > 0\"))\n  status:"),
            "");
    assertThat(texts(phases.expand()))
        .containsExactlyInAnyOrder(
            "change Task.code: varchar(10) -> varchar(20)", "change Task.note: string -> string?");
    assertThat(texts(phases.contract())).containsExactly("add check Task(sql(\"points > 0\"))");
  }

  private static PlanPhases phasesOf(String after, String statements) {
    CaseFile file =
        CaseFile.parse(
            "phases",
            "# phases\n-- before.inspire --\n%s\n-- after.inspire --\n%s\n-- hand plan --\n%s\n"
                .formatted(TASK, after, "migration \"0002_x\" {\n" + statements + "\n}"));
    PlannedCase planned = PlannedCase.of(file);
    return PlanPhases.of(planned.before(), planned.plan().statements(), NAMES);
  }

  @Test
  void whatOldReadersSeeOfAFieldThatGoesIsItsDefaultMeanwhile() {
    PlanPhases phases =
        phasesOf(TASK.replace("  note: string\n", ""), "drop Task.note keep \"none\"");
    assertThat(texts(phases.expand()))
        .containsExactly("change Task.note: string -> string = \"none\"");
    assertThat(texts(phases.contract())).containsExactly("drop Task.note");
  }

  @Test
  void statementsOverRowsComeFirstIfThePlanSaysSo() {
    String rows = "update Task set points = 1\nrun sql(\"select 1\")";
    PlanPhases last = phasesOf(TASK, rows);
    assertThat(last.expand()).isEmpty();
    assertThat(last.contract()).hasSize(2);
    PlanPhases first =
        phasesOf(TASK, rows.replace("update", "expand update").replace("run", "expand run"));
    assertThat(texts(first.expand()))
        .containsExactly("expand update Task set points = 1", "expand run sql(\"select 1\")");
    assertThat(first.contract()).isEmpty();
  }

  private static final String SCORED =
      TASK.replace("points: int?", "score: string?")
          .replace("status: Status", "@index([score])\n  status: Status");

  @Test
  void aFieldOfAnotherNameAndTypeIsTwoFieldsMeanwhile() {
    PlanPhases phases =
        phasesOf(
            SCORED,
            "rename Task.points -> Task.score\n"
                + "change Task.score: int? -> string? back sql(\"score::int\")\n"
                + "add index Task([score])");
    assertThat(texts(phases.expand()))
        .containsExactly("add Task.score: string? backfill points", "add index Task([score])");
    assertThat(phases.guarded()).containsExactly(0);
    assertThat(texts(phases.contract())).containsExactly("drop Task.points");
  }

  @Test
  void theLineThatNeedsAWayBackIsPrinted() {
    String plan =
        "rename Task.points -> Task.score\nadd index Task([score])\n"
            + "change Task.score: int? -> string? using sql(\"score * 2\")";
    UndividedPlan undivided =
        catchThrowableOfType(UndividedPlan.class, () -> phasesOf(SCORED, plan));
    assertThat(undivided.reason())
        .endsWith(
            ": `change Task.score: int? -> string? using sql(\"score * 2\") back sql(\"cast(score as int)\")`");
    assertThat(
            reasonOf(
                TASK.replace("title: string", "length: int"),
                "rename Task.title -> Task.length\n"
                    + "change Task.length: string -> int using sql(\"length(length)\")"))
        .endsWith(" back sql(\"cast(length as text)\")`");
    assertThat(phasesOf(SCORED, plan + " back sql(\"score::int / 2\")").contract()).hasSize(1);
  }

  @Test
  void whatIsKnownByOthersCannotBeTwoFields() {
    String change = " back sql(\"x\")";
    assertThat(
            reasonOf(
                TASK.replaceFirst("id: int @primaryKey\n", "code2: string @primaryKey\n"),
                "rename Task.id -> Task.code2\nchange Task.code2: int -> string" + change))
        .isEqualTo("id is part of the key, which both versions need");
    assertThat(
            reasonOf(
                TASK.replace("Owner { id: int", "Owner { code: string")
                    .replace("Owner.id", "Owner.code"),
                "rename Owner.id -> Owner.code\nchange Owner.code: int -> string" + change))
        .startsWith("id is part of the key");
  }

  private static String reasonOf(String after, String statements) {
    return catchThrowableOfType(UndividedPlan.class, () -> phasesOf(after, statements)).reason();
  }

  @Test
  void whatCannotBeDividedIsRefusedWithItsReason() {
    assertThat(reason(TASK.replace("points: int?", "points: string?"), ""))
        .isEqualTo(
            "both versions would use points, the one as int and the other as string; give the field another name in the same plan, so that each version has a column of its own");
    assertThat(reason(TASK.replace("Open", "New"), "rename value Status.Open -> Status.New"))
        .isEqualTo("rows hold one of the two names, and each version knows another one");
  }

  /** The name in the database is free only when the old object is dropped. */
  @Test
  void anExpressionOfTheFirstPhaseHasTheNamesOfItsTime() {
    PlanPhases phases =
        phases(
            TASK.replace("title: string", "name: string  token: string"),
            "rename Task.title -> Task.name\nTask.token backfill sql(\"md5(name)\")");
    assertThat(texts(phases.expand()))
        .contains("add Task.token: string backfill sql(\"md5(title)\")");
    assertThat(
            reason(
                TASK.replace("entity Owner", "entity Person")
                    .replace("Owner.id", "Person.id")
                    .replace("title: string", "title: string  token: string"),
                "rename entity Owner -> Person\n"
                    + "Task.token backfill sql(\"(select max(id) from person)::text\")"))
        .isEqualTo(
            "its SQL can name \"person\", as entity Person is called only after the old version has"
                + " stopped");
  }

  @Test
  void anObjectThatMakesWhatAnotherOneMadeComesLast() {
    String object = "object %s { create \"create view v as select 1 as one\" }\n";
    CaseFile file =
        CaseFile.parse(
            "phases",
            "# phases\n-- before.inspire --\n%s\n-- after.inspire --\n%s\n-- hand plan --\n%s\n"
                .formatted(
                    TASK + object.formatted("One"),
                    TASK + object.formatted("Two"),
                    """
                    migration "0002_two" {
                      drop object One
                      add object Two { create "create view v as select 1 as one" }
                    }\
                    """));
    PlannedCase planned = PlannedCase.of(file);
    PlanPhases phases = PlanPhases.of(planned.before(), planned.plan().statements(), NAMES);
    assertThat(phases.expand()).isEmpty();
    assertThat(phases.contract()).hasSize(2);
  }

  /** Whatever the plan, the two phases lead where it leads, or it is refused. */
  @Test
  void everyPlanOfTheCorpusIsDividedOrRefused() {
    int divided = 0;
    for (CaseFile file : CaseCorpus.all()) {
      if (file.has(Section.ERROR) || file.has(Section.REFUSAL)) {
        continue;
      }
      PlannedCase planned = PlannedCase.of(file);
      for (List<PlanStatement> statements : Resolution.all(planned.plan())) {
        try {
          PlanPhases.of(
              planned.before(),
              OpenValues.withValues(
                  statements, planned.before(), planned.targetOf(statements), "public"),
              NAMES);
          divided++;
        } catch (UndividedPlan undivided) {
          assertThat(undivided.reason()).as(file.name()).doesNotContain("another schema");
        }
      }
    }
    assertThat(divided).isGreaterThan(250);
  }
}
