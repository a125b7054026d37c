package dev.kizaki.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.api.OnlineSettings;
import dev.kizaki.engine.online.OnlineChoice;
import dev.kizaki.engine.online.Stage;
import dev.kizaki.engine.online.Stages;
import dev.kizaki.engine.online.TableFacts;
import dev.kizaki.engine.postgres.PostgresGenerator;
import dev.kizaki.engine.postgres.StagedOrder;
import dev.kizaki.engine.sql.ReplacedColumn;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.SqlStep;
import dev.kizaki.engine.sql.TableName;
import dev.kizaki.engine.testing.FullRun;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which stages a change of a type has, and when it has none. */
@FullRun
final class OnlineStagesTest {
  private static final TableName TASK = new TableName("public", "task");
  private static final TableName STEP = new TableName("public", "step");
  private static final long LARGE = 100L * 1024 * 1024;

  private static final String KEY =
      """
      # a key
      -- before.inspire --
      entity Task { id: int @primaryKey, size: int = 3, @index([size, id]), @check(sql("size > 0")) }
      entity Step { id: int @primaryKey, task: Task.id? }
      -- after.inspire --
      entity Task { id: bigint @primaryKey, size: int = 3, @index([size, id]), @check(sql("size > 0")) }
      entity Step { id: int @primaryKey, task: Task.id? }
      """;

  private final Map<TableName, TableFacts> facts =
      new HashMap<>(
          Map.of(
              TASK, new TableFacts(LARGE, Optional.empty(), Optional.empty(), false, false),
              STEP, new TableFacts(0, Optional.empty(), Optional.empty(), false, false)));
  private final Map<ReplacedColumn, String> obstacles = new HashMap<>();
  private final SqlMigration migration = migration(KEY);

  /** PostgreSQL has no other command for a stored generated field. */
  @Test
  void aCommandWithoutAnotherFormSaysSo() {
    String text =
        """
        # a generated field
        -- before.inspire --
        entity Task { id: int @primaryKey, size: int, twice: int = generated(sql("size * 2")) }
        -- after.inspire --
        entity Task { id: int @primaryKey, size: int, twice: int = generated(sql("size * 3")) }
        """;
    OnlineChoice choice =
        OnlineChoice.of(
            migration(text), OnlineSettings.AUTO, new OnlineChoice.Facts(facts, obstacles));
    assertThat(choice.online()).isEmpty();
    assertThat(choice.plain().values()).contains("there is no way to do it in stages");
  }

  /** PostgreSQL can make no existing column a generated one, so it could not be exchanged. */
  @Test
  void aTypeUnderAGeneratedFieldSaysSo() {
    String text =
        """
        # a field under a generated one
        -- before.inspire --
        entity Task { id: int @primaryKey, size: int, twice: bigint = generated(sql("size * 2")) }
        -- after.inspire --
        entity Task { id: int @primaryKey, size: bigint, twice: bigint = generated(sql("size * 2")) }
        """;
    OnlineChoice choice =
        OnlineChoice.of(
            migration(text), OnlineSettings.ALWAYS, new OnlineChoice.Facts(facts, obstacles));
    assertThat(choice.online()).isEmpty();
    assertThat(choice.plain().values()).contains("there is no way to do it in stages");
  }

  @Test
  void aNewFieldOfALimitedDomainRewritesTheTable() {
    String text =
        """
        # a domain
        -- before.inspire --
        entity Task { id: int @primaryKey }
        object Size { create \"""create domain size as int check (value > 0)\""" }
        -- after.inspire --
        entity Task { id: int @primaryKey, size: native("size")? }
        object Size { create \"""create domain size as int check (value > 0)\""" }
        """;
    OnlineChoice choice =
        OnlineChoice.of(
            migration(text), OnlineSettings.AUTO, new OnlineChoice.Facts(facts, obstacles));
    assertThat(choice.online()).isEmpty();
    assertThat(choice.plain().values()).containsExactly("there is no way to do it in stages");
  }

  @Test
  void everythingIsBuiltBesideBeforeOneSwap() {
    OnlineChoice choice = choice(OnlineSettings.AUTO);
    assertThat(choice.plain()).isEmpty();
    assertThat(choice.online()).hasSize(1);
    List<Stage> stages = Stages.of(migration, choice.online()).list();
    assertThat(stages.stream().map(Stage::doing))
        .containsExactly(
            "changing definitions",
            "filling task.id",
            "changing definitions",
            "filling step.task",
            "building task_size_id_idx~kz",
            "building step_task_idx~kz",
            "building task_pkey~kz",
            "changing definitions",
            "validating step_task_fkey~kz",
            "analyzing task",
            "analyzing step",
            "changing definitions",
            "validating task.id~kz",
            "changing definitions",
            "validating step_task~kz",
            "changing definitions");
  }

  /** An index over columns of two of them, or SQL that reads one, needs the first one replaced. */
  @Test
  void columnsThatHaveNothingToDoWithEachOtherAreReplacedAtOnce() {
    String text =
        """
        # three types
        -- before.inspire --
        entity Task { id: int @primaryKey, size: int @index, points: int, @check(sql("size > 0")) }
        entity Step { id: int @primaryKey, size: int %1$s }
        -- after.inspire --
        entity Task { id: int @primaryKey, size: bigint @index, points: bigint, @check(sql("size > 0")) }
        entity Step { id: int @primaryKey, size: bigint %1$s }
        """;
    assertThat(swaps(text.formatted("")))
        .containsExactlyInAnyOrder(
            "change Step.size: int -> bigint",
            "drop check Task(sql(\"size > 0\"))",
            "change Task.points: int -> bigint",
            "change Task.size: int -> bigint",
            "add check Task(sql(\"size > 0\"))");
    String tied =
        """
        # two types
        -- before.inspire --
        entity Task { id: int @primaryKey, size: int, points: int, @index([size, points]) }
        -- after.inspire --
        entity Task { id: int @primaryKey, size: bigint, points: bigint, @index([size, points]) }
        """;
    assertThat(swaps(tied)).containsExactly("change Task.points: int -> bigint");
  }

  /**
   * Nothing is built after the exchange, in which the old indexes go and the new ones get names.
   */
  @Test
  void indexesWithSqlAreBuiltBeforeTheColumnsAreReplaced() {
    String text =
        """
        # two types under SQL
        -- before.inspire --
        entity Task { id: int @primaryKey, points: int, size: int, @index([sql("abs(points)")]) @index([size], where: sql("size > 3")), @check(sql("size > 0")) }
        -- after.inspire --
        entity Task { id: int @primaryKey, points: bigint, size: bigint, @index([sql("abs(points)")]) @index([size], where: sql("size > 3")), @check(sql("size > 0")) }
        """;
    assertThat(stages(text).stream().map(Stage::doing))
        .containsExactly(
            "changing definitions",
            "filling task.size",
            "analyzing task",
            "changing definitions",
            "validating task.size~kz",
            "changing definitions",
            "filling task.points",
            "analyzing task",
            "changing definitions",
            "validating task.points~kz",
            "building task_size_idx~kz",
            "building task_abs_idx~kz",
            "changing definitions",
            "validating task_size_check",
            "recording the migration");
    assertThat(swaps(text)).hasSize(8);
  }

  private List<Stage> stages(String text) {
    SqlMigration all = migration(text);
    OnlineChoice choice =
        OnlineChoice.of(all, OnlineSettings.ALWAYS, new OnlineChoice.Facts(facts, obstacles));
    return Stages.of(all, choice.online()).list();
  }

  /** The statements that have a part in the stage in which a column is replaced last. */
  private List<String> swaps(String text) {
    return stages(text).stream()
        .filter(
            stage ->
                stage.parts().stream()
                    .anyMatch(
                        part ->
                            part.run() instanceof SqlCommand command
                                && command.text().contains("RENAME COLUMN")))
        .reduce((first, last) -> last)
        .orElseThrow()
        .parts()
        .stream()
        .map(part -> part.run().cause().text())
        .distinct()
        .sorted()
        .toList();
  }

  @Test
  void aSmallTableIsChangedWithALargeOne() {
    facts.put(TASK, new TableFacts(0, Optional.empty(), Optional.empty(), false, false));
    assertThat(choice(OnlineSettings.AUTO).online()).isEmpty();
    facts.put(STEP, new TableFacts(LARGE, Optional.empty(), Optional.empty(), false, false));
    assertThat(choice(OnlineSettings.AUTO).online()).hasSize(1);
    assertThat(choice(OnlineSettings.NEVER).online()).isEmpty();
  }

  @Test
  void oneTableThatIsUnfitKeepsAllInOneTransaction() {
    facts.put(
        STEP,
        new TableFacts(0, Optional.of("the table is partitioned"), Optional.empty(), false, false));
    assertThat(reason(OnlineSettings.AUTO)).isEqualTo("the table is partitioned");
    assertThat(reason(OnlineSettings.ALWAYS)).isEqualTo("the table is partitioned");
  }

  @Test
  void anObstacleKeepsAllInOneTransaction() {
    obstacles.put(columns().get(1), "index mine uses the column");
    assertThat(reason(OnlineSettings.ALWAYS)).isEqualTo("index mine uses the column");
  }

  @Test
  void triggersAndSubscribersMatterUnlessAPersonDecides() {
    facts.put(STEP, new TableFacts(0, Optional.empty(), Optional.empty(), true, false));
    assertThat(reason(OnlineSettings.AUTO)).contains("triggers");
    facts.put(STEP, new TableFacts(0, Optional.empty(), Optional.empty(), false, true));
    assertThat(reason(OnlineSettings.AUTO)).contains("subscribers");
    assertThat(choice(OnlineSettings.ALWAYS).online()).hasSize(1);
  }

  @Test
  void theIndexesAndConstraintsOfTheColumnsAreKnown() {
    assertThat(columns().get(0).dependents())
        .contains("task_pkey", "task_size_id_idx", "step_task_fkey", "step_task_idx");
    assertThat(columns()).extracting(ReplacedColumn::column).containsExactly("id", "task");
  }

  private List<ReplacedColumn> columns() {
    return List.copyOf(OnlineChoice.columns(migration));
  }

  private OnlineChoice choice(OnlineSettings settings) {
    return OnlineChoice.of(migration, settings, new OnlineChoice.Facts(facts, obstacles));
  }

  /** Why the change of the type is made in one transaction. */
  private String reason(OnlineSettings settings) {
    OnlineChoice choice = choice(settings);
    return choice.plain().entrySet().stream()
        .filter(
            each ->
                migration.steps().get(each.getKey()) instanceof SqlCommand command
                    && !command.online().orElseThrow().replaced().isEmpty())
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow();
  }

  private static SqlMigration migration(String text) {
    PlannedCase planned = PlannedCase.of(CaseFile.parse("stages", text));
    Oracle.Transition transition =
        CasesOnPostgresTest.transition(planned, planned.plan().statements());
    List<SqlStep> steps =
        PostgresGenerator.generate(
            transition.before(), transition.statements(), "public", Oracle.NAMES);
    return new SqlMigration(1, "0001_stages", "0".repeat(64), Optional.empty(), steps, List.of())
        .withStagedOrder(
            StagedOrder.of(
                transition.before(), transition.statements(), "public", Oracle.NAMES, steps));
  }
}
