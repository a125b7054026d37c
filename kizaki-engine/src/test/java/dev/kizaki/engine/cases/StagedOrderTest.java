package dev.kizaki.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.text.StatementText;
import dev.kizaki.engine.postgres.PostgresGenerator;
import dev.kizaki.engine.postgres.StagedOrder;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.NamingVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In which order the statements of a plan are carried out in stages. */
final class StagedOrderTest {
  private static final DatabaseNames NAMES = new DatabaseNames(NamingVersion.CURRENT);
  private static final String OWNER = "entity Owner { id: int @primaryKey, mail: string }\n";

  @Test
  void whatIsTakenAwayComesLastAndWhatTakesLongOfItFirst() {
    assertThat(
            order(
                "entity Task { title: string, code: string, size: int, note: string?, old: int? }",
                "entity Task { name: string, size: bigint, code: string @unique, note: string }",
                "rename Task.title -> Task.name\nTask.note backfill \"none\""))
        .containsExactly(
            "add unique Task([code])",
            "change Task.size: int -> bigint",
            "change Task.note: string? -> string backfill \"none\"",
            "drop Task.old",
            "rename Task.title -> Task.name");
  }

  /** A person may have written the drop first. */
  @Test
  void aDropComesAfterAChangedType() {
    PlannedCase planned =
        planned("entity Task { size: int, old: int? }", "entity Task { size: bigint }", "", "");
    List<PlanStatement> statements = new ArrayList<>(planned.plan().statements());
    Collections.reverse(statements);
    assertThat(order(planned, statements))
        .containsExactly("change Task.size: int -> bigint", "drop Task.old");
  }

  /** Its foreign key is dropped with the first one of them. */
  @Test
  void whatAReferenceLeadsToMayBeDroppedBeforeItsFields() {
    PlannedCase planned =
        planned(
            "entity Task { id: int @primaryKey, size: int, part: int?, of: int?,"
                + " @unique([size, id]), @reference([part, of] -> Task([size, id])) }",
            "entity Task { id: int @primaryKey }",
            "",
            "");
    List<PlanStatement> statements = new ArrayList<>(planned.plan().statements());
    Collections.reverse(statements);
    assertThat(order(planned, statements))
        .containsExactly("drop Task.size", "drop Task.of", "drop Task.part");
  }

  @Test
  void whatDependsOnItAndTakesAMomentComesLastToo() {
    assertThat(
            order(
                "entity Task { title: string, code: string, @check(sql(\"title <> ''\")) }",
                "entity Ticket { title: string, code: string, note: string?,"
                    + " @check(sql(\"title <> ''\")) }\n"
                    + OWNER.replace("mail: string", "mail: string @unique"),
                "rename entity Task -> Ticket",
                OWNER))
        .containsExactly(
            "add unique Owner([mail])", "rename entity Task -> Ticket", "add Ticket.note: string?");
  }

  @Test
  void aNameThatALongStatementNeedsStaysWhereItIs() {
    assertThat(
            order(
                "entity Task { title: string, code: string }",
                "entity Task { name: string @unique, code: string @unique }",
                "rename Task.title -> Task.name"))
        .containsExactly(
            "rename Task.title -> Task.name", "add unique Task([code])", "add unique Task([name])");
  }

  /** The index would take the name of one that goes with the field. */
  @Test
  void aNameThatIsFreedStaysWhereItIs() {
    assertThat(
            order(
                "entity Task { title: string, code: string, @index([title], named: \"found\") }",
                "entity Task { code: string, @index([code], named: \"found\") }",
                ""))
        .containsExactly("drop Task.title", "add index Task([code]) named \"found\"");
  }

  /** It may read what is taken away. */
  @Test
  void nothingIsMovedPastSqlOfThePlan() {
    assertThat(
            order(
                "entity Task { title: string, code: string }",
                "entity Task { name: string, code: string @check(sql(\"code <> ''\")) @unique }",
                "rename Task.title -> Task.name"))
        .first()
        .isEqualTo("rename Task.title -> Task.name");
  }

  @Test
  void withoutLongStatementsTheOrderIsThatOfThePlan() {
    assertThat(
            order(
                "entity Task { title: string, old: int? }",
                "entity Task { name: string, note: string? }",
                "rename Task.title -> Task.name\ndrop Task.old"))
        .first()
        .isEqualTo("rename Task.title -> Task.name");
  }

  private static List<String> order(String before, String after, String answers) {
    return order(before, after, answers, "");
  }

  /**
   * @param others more entities before
   */
  private static List<String> order(String before, String after, String answers, String others) {
    PlannedCase planned = planned(before, after, answers, others);
    return order(planned, planned.plan().statements());
  }

  private static PlannedCase planned(String before, String after, String answers, String others) {
    return PlannedCase.of(
        CaseFile.parse(
            "order",
            "# an order\n-- before.inspire --\n%s\n%s-- after.inspire --\n%s\n-- answers --\n%s\n"
                .formatted(before, others, after, answers)));
  }

  private static List<String> order(PlannedCase planned, List<PlanStatement> statements) {
    return StagedOrder.of(
            planned.before(),
            statements,
            "public",
            NAMES,
            PostgresGenerator.generate(planned.before(), statements, "public", NAMES))
        .stream()
        .map(i -> StatementText.of(statements.get(i)))
        .toList();
  }
}
