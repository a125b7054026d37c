package dev.kizaki.engine.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.text.PlanReader;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.inspire.source.SourceText;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkingShapeTest {
  private static final List<String> NAMES =
      List.of("Team", "Group", "Task", "Job", "Status", "State", "Nobody");

  /** The second statement of each kind works with the index that the first one has updated. */
  private static final String PLAN =
      """
      migration "0001_initial" {
        add enum Status { Todo, Done }
        add entity Task {
          id: uuid @primaryKey
          teamId: Team.id
          parentId: Task.id?
          status: Status = Todo
          other: Status?
          @index([teamId])
          @index([parentId])
        }
        add entity Team {
          id: uuid @primaryKey
          code: string @unique
          leadId: Task.id?
          @index([leadId])
        }
        rename entity Task -> Job
        rename entity Team -> Group
        drop key Group
        rename Group.id -> Group.key
        add key Group([key])
        rename Group.key -> Group.id
        rename enum Status -> State
        rename value State.Todo -> State.Open
        change Job.parentId: Job.id? -> Group.id?
        change Job.other: State? -> string?
        add Job.groupCode: Group.code?
        drop Job.teamId
        drop Job.parentId
        rename Group.code -> Group.name
        drop Job.status
        drop enum State
        drop Job.groupCode
        drop entity Group
        rename entity Job -> Task
      }
      """;

  @Test
  void theIndexOfTypesIsUpdatedByEachStatement() {
    Plan plan = PlanReader.read(SourceText.of("plan.migration", PLAN)).plan();
    List<PlanStatement> statements = plan.statements();
    assertThat(statements).hasSize(22);
    WorkingShape shape = new WorkingShape(Shape.empty());
    StatementReplay replay = new StatementReplay(shape, LaterDrops.of(statements));
    for (PlanStatement statement : statements) {
      statement.accept(replay);
      replay.next();
      for (String name : NAMES) {
        assertThat(shape.usersOf(name).toList())
            .as("%s after %s", name, statement)
            .isEqualTo(shape.freeze().usersOf(name).toList());
      }
    }
    assertThat(shape.freeze().entityMap()).containsOnlyKeys("Task");
  }

  @Test
  void aReferenceIsRenamedWithATargetThatHasNoKey() {
    List<PlanStatement> statements =
        PlanReader.read(SourceText.of("plan.migration", PLAN)).plan().statements().subList(0, 7);
    WorkingShape shape = new WorkingShape(Shape.empty());
    StatementReplay replay = new StatementReplay(shape, LaterDrops.of(statements));
    statements.forEach(statement -> statement.accept(replay));
    assertThat(shape.field("Job", "teamId").orElseThrow().type().text()).isEqualTo("Group.key");
    assertThat(shape.referrers("Group", "key")).hasSize(1);
    assertThat(shape.referrers("Group", "id")).isEmpty();
  }
}
