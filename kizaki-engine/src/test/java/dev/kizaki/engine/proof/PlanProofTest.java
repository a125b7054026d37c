package dev.kizaki.engine.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.compile.ShapeCompiler;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.history.MigrationName;
import dev.kizaki.engine.plan.text.PlanReader;
import dev.kizaki.engine.planner.Planner;
import dev.kizaki.engine.shape.NamingVersion;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.snapshot.DigestVersion;
import dev.kizaki.engine.snapshot.Snapshot;
import dev.kizaki.inspire.parse.InspireParser;
import dev.kizaki.inspire.source.SourceText;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlanProofTest {
  private static final String NAME = "0002_x";
  private static final String FILE = "migrations/0002_x/plan.migration";
  private static final String BEFORE =
      "entity T { a: int  b: string?  c: S = A  @index([a, b]) } enum S { A, B }"
          + " entity U { t: T.id } entity Numbered { id: int = autoincrement(always)  n: int = nextval(Q) } sequence Q { cache: 5 }";

  static Stream<Arguments> plans() {
    return Stream.of(
        Arguments.of(
            "a statement is missing",
            BEFORE.replace("b: string?", "b: string? d: int? e: date?"),
            "add T.d: int?",
            deviation("missing: `add T.e: date?`")),
        Arguments.of(
            "a statement is extra",
            BEFORE.replace("b: string?", "b: string? d: int?"),
            "add T.d: int?\n  add T.e: date?",
            deviation("extra: `add T.e: date?` in line 3")),
        Arguments.of(
            "a statement is wrong",
            BEFORE.replace("b: string?", "b: string? d: int?"),
            "add T.d: bigint?",
            deviation(
                "wrong: `add T.d: bigint?` in line 2; needed: `change T.d: bigint? -> int? using"
                    + " [RESOLVE]`")),
        Arguments.of(
            "an index is extra",
            BEFORE,
            "add index T([a])",
            deviation("extra: `add index T([a])` in line 2")),
        Arguments.of(
            "an entity is missing",
            BEFORE + " entity V { n: int }",
            "run sql(\"select 1\")",
            deviation("missing: `add entity V { … }`")),
        Arguments.of(
            "a drop is missing",
            BEFORE.replace("b: string?", "").replace("@index([a, b])", ""),
            "drop index T([a, b])",
            deviation("missing: `drop T.b`")),
        Arguments.of(
            "no such field",
            BEFORE,
            "drop T.bb",
            fault(
                "there is no field T.bb at this point of the plan; did you mean b?", "drop T.bb")),
        Arguments.of(
            "no such field after its rename",
            BEFORE.replace("b: string?", "d: string?").replace("[a, b]", "[a, d]"),
            "rename T.b -> T.d\n  drop T.b",
            "migrations/0002_x/plan.migration:3:3: there is no field T.b at this point of the"
                + " plan; did you mean a?.\n  drop T.b\n"
                + correct()),
        Arguments.of(
            "no such entity",
            BEFORE,
            "drop entity V",
            fault(
                "there is no entity V at this point of the plan; did you mean T?",
                "drop entity V")),
        Arguments.of(
            "no such enum",
            BEFORE,
            "drop enum SS",
            fault(
                "there is no enum SS at this point of the plan; did you mean S?", "drop enum SS")),
        Arguments.of(
            "no such value",
            BEFORE,
            "drop value S.C -> S.A",
            fault(
                "there is no value S.C at this point of the plan; did you mean A?",
                "drop value S.C -> S.A")),
        Arguments.of(
            "a taken name",
            BEFORE,
            "rename T.a -> T.b",
            fault("there is a field T.b already at this point of the plan", "rename T.a -> T.b")),
        Arguments.of(
            "a taken entity name",
            BEFORE,
            "rename entity T -> S",
            fault("there is an enum S already at this point of the plan", "rename entity T -> S")),
        Arguments.of(
            "a change from what is not there",
            BEFORE,
            "change T.b: string -> int",
            fault(
                "T.b is not what the statement says it was; write `change T.b: string? -> int`",
                "change T.b: string -> int")),
        Arguments.of(
            "a field of the key is dropped",
            BEFORE,
            "drop T.id",
            fault("T.id is part of the key; drop the key before the field", "drop T.id")),
        Arguments.of(
            "an entity others refer to is dropped",
            BEFORE,
            "drop entity T",
            fault("U.t still refers to T; drop or change it before the entity", "drop entity T")),
        Arguments.of(
            "a default is dropped",
            BEFORE,
            "drop value S.A -> S.B",
            fault(
                "T.c still defaults to A; change the default before the value is dropped",
                "drop value S.A -> S.B")),
        Arguments.of(
            "an identity column that only PostgreSQL writes is updated",
            BEFORE,
            "update Numbered set id = 5",
            fault(
                "Numbered.id is autoincrement(always), so that no other number can be written to"
                    + " it; remove the assignment",
                "update Numbered set id = 5")),
        Arguments.of(
            "a used sequence is dropped",
            BEFORE,
            "drop sequence Q",
            fault(
                "Numbered.n still takes its numbers from Q; drop or change it before the sequence",
                "drop sequence Q")),
        Arguments.of(
            "other options than it has",
            BEFORE,
            "change sequence Q {} -> { cache: 6 }",
            fault(
                "the sequence Q is not what the statement says it was; write `change sequence Q {"
                    + " cache: 5 } -> { cache: 6 }`",
                "change sequence Q {} -> { cache: 6 }")),
        Arguments.of(
            "a used enum is dropped",
            BEFORE,
            "drop enum S",
            fault("T.c still has the type S; drop or change it before the enum", "drop enum S")),
        Arguments.of(
            "an order that forgets a value",
            BEFORE,
            "change enum S { B }",
            fault(
                "the new order of S must contain each of its values once: A, B",
                "change enum S { B }")),
        Arguments.of(
            "a reference to what is not unique",
            BEFORE,
            "add U.a: T.a",
            fault(
                "U.a refers to T.a, which is neither a key nor unique at this point of the plan",
                "add U.a: T.a")),
        Arguments.of(
            "a backfill that is no value of the enum",
            BEFORE,
            "add T.d: S backfill C",
            fault("T.d: S takes one of A, B, not C", "add T.d: S backfill C")),
        Arguments.of(
            "no key at the end",
            BEFORE,
            "drop key U",
            deviation("wrong: `drop key U` in line 2; needed: `add key U([id])`")),
        Arguments.of(
            "a second key",
            BEFORE,
            "add key T([a])",
            fault("T has a key already; drop it first", "add key T([a])")),
        Arguments.of(
            "a nullable key",
            BEFORE,
            "drop key T\n  add key T([b])",
            "migrations/0002_x/plan.migration:3:3: T.b is nullable and cannot be a key.\n"
                + "  add key T([b])\n"
                + correct()),
        Arguments.of(
            "an index that is there",
            BEFORE,
            "add index T([a, b])",
            fault(
                "index T([a, b]) already exists; to add an equal one, write another name:"
                    + " `add index T([a, b]) named \"name\"`",
                "add index T([a, b])")),
        Arguments.of(
            "an index that is not there",
            BEFORE,
            "drop index T([b])",
            fault("there is no index T([b])", "drop index T([b])")));
  }

  private static String fault(String message, String statement) {
    return FILE + ":2:3: " + message + ".\n  " + statement + "\n" + correct();
  }

  private static String deviation(String line) {
    return FILE
        + ": the plan does not lead to the snapshot.json in the same directory:\n  "
        + line
        + "\nCorrect the plan or, if no database has applied 0002_x, run `mvn kizaki:plan`. If `mvn"
        + " kizaki:rebase` wrote the plan and you have answered its question, run `mvn"
        + " kizaki:rebase -Dkizaki.rebase=0002_x`.";
  }

  private static String correct() {
    return "Correct the statement or, " + again();
  }

  private static String again() {
    return "if no database has applied 0002_x, delete its directory and run `mvn kizaki:plan`.";
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("plans")
  void aPlanThatDoesNotLeadToItsSnapshotIsRefused(
      String what, String after, String statements, String message) {
    Refusal refusal =
        catchThrowableOfType(
            Refusal.class,
            () -> new PlanProof(2).check(shape(BEFORE), migration(after, statements)));
    assertThat(refusal.getMessage()).isEqualTo(message);
  }

  @Test
  void anEditThatLeadsToTheSnapshotIsAccepted() {
    Migration migration =
        migration(
            BEFORE.replace("a: int", "a: int d: int"),
            "add T.d: int?\n  update T set d = sql(\"a * 2\")\n  change T.d: int? -> int");
    assertThatCode(() -> new PlanProof(2).check(shape(BEFORE), migration))
        .doesNotThrowAnyException();
  }

  @Test
  void anOpenPlanIsNotProvenYet() {
    Migration migration =
        migration(BEFORE.replace("a: int", "a: int d: int"), "add T.e: int backfill [RESOLVE]");
    assertThatCode(() -> new PlanProof(2).check(shape(BEFORE), migration))
        .doesNotThrowAnyException();
  }

  /** Others have it already, so that neither of its files is thrown away. */
  @Test
  void anEarlierMigrationIsNotPlannedAgain() {
    assertThat(refusal(new PlanProof(3), migration(BEFORE, "drop T.bb")).getMessage())
        .isEqualTo(
            FILE
                + ":2:3: there is no field T.bb at this point of the plan; did you mean b?.\n"
                + "  drop T.bb\nCorrect the statement, or restore the file with `git checkout -- "
                + FILE
                + "`.");
    assertThat(refusal(new PlanProof(3), migration(BEFORE, "drop T.b")).getMessage())
        .endsWith(
            "wrong: `drop T.b` in line 2; needed: `add T.b: string?`\n"
                + "  missing: `add index T([a, b])`\nCorrect the plan or, if no database has applied 0002_x,"
                + " run `mvn kizaki:rebase -Dkizaki.rebase=0002_x`, which computes the snapshots"
                + " again.");
  }

  @Test
  void theFilesOfAnAppliedMigrationAreRestored() {
    Migration migration = migration(BEFORE, "drop index T([a, b])");
    assertThat(PlanProof.refusalOfApplied(migration, migration.snapshot().shape())).isEmpty();
    assertThat(PlanProof.refusal(migration, migration.snapshot().shape())).isEmpty();
    Shape reached = PlanReplay.run(shape(BEFORE), migration.planText(), true);
    Refusal refusal = PlanProof.refusalOfApplied(migration, reached).orElseThrow();
    assertThat(refusal.code()).contains(RefusalCode.APPLIED_PLAN_CHANGED);
    assertThat(refusal.getMessage())
        .isEqualTo(
            FILE
                + ": the plan does not lead to the snapshot.json in the same directory:\n"
                + "  wrong: `drop index T([a, b])` in line 2; needed: `add index T([a, b])`\n"
                + "The database has applied 0002_x, so its files must stay as they were: restore"
                + " them with `git checkout -- migrations/0002_x`. Put a change into the schema and"
                + " run `mvn kizaki:plan`, which writes a new migration.");
    assertThat(PlanProof.refusal(migration, reached).orElseThrow().code())
        .contains(RefusalCode.PLAN_NOT_PROVEN);
  }

  @Test
  void aPlanThatDoesNotEndInASchemaIsRefused() {
    assertThat(refusal(new PlanProof(2), migration(BEFORE, "add entity V { t: T.a }")).getMessage())
        .isEqualTo(
            FILE
                + ": V.t refers to T.a, which is neither a key nor unique at the end of the plan.\n"
                + "Add the missing statement or, "
                + again());
    assertThat(
            refusal(new PlanProof(2), migration(BEFORE, "add index T([a]) named \"u\""))
                .getMessage())
        .isEqualTo(
            FILE
                + ": entity U and the index over T([a]) named \"u\" would both be named u in the"
                + " database.\nGive one of them another name or, "
                + again());
  }

  @Test
  void aSystemEntityThatIsNotInTheSnapshotIsExtra() {
    assertThat(refusal(new PlanProof(2), migration(BEFORE, "add system __User")).getMessage())
        .isEqualTo(
            deviation(
                "extra: an `add system` statement whose system entity is not in the snapshot"));
  }

  private static Refusal refusal(PlanProof proof, Migration migration) {
    return catchThrowableOfType(Refusal.class, () -> proof.check(shape(BEFORE), migration));
  }

  private static Migration migration(String after, String statements) {
    Shape shape = Planner.withSystemEntitiesOf(shape(BEFORE), shape(after));
    Snapshot snapshot =
        new Snapshot(
            NAME, Optional.of("0".repeat(64)), NamingVersion.CURRENT, DigestVersion.CURRENT, shape);
    return Migration.of(
        MigrationName.of(NAME),
        Path.of(NAME),
        PlanReader.read(SourceText.of(FILE, "migration \"0002_x\" {\n  " + statements + "\n}\n")),
        snapshot);
  }

  private static Shape shape(String schema) {
    return ShapeCompiler.compile(
            List.of(InspireParser.parseSchema(SourceText.of("s", schema)).tree()), Optional.empty())
        .shape()
        .orElseThrow();
  }
}
