package dev.kizaki.inspire.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.inspire.Parsing;
import dev.kizaki.inspire.ast.EntityDeclaration;
import dev.kizaki.inspire.ast.FieldDeclaration;
import dev.kizaki.inspire.ast.InspireFile;
import dev.kizaki.inspire.ast.PlanFile;
import dev.kizaki.inspire.ast.StatementNode;
import org.junit.jupiter.api.Test;

class AstFormatterTest {
  /** The layout of plans: this text is canonical, so formatting changes nothing. */
  private static final String CANONICAL =
      """
      migration "0004_rework_tasks" {
        rename Task.ownerId -> Task.assigneeId
        add enum TaskStatus { Todo, Doing, Done }
        add entity Label {
          id: uuid = uuid() @primaryKey
          name: string @unique
          ownerId: __User.id? @onDelete(setNull)
          @unique([name, ownerId])
        }
        add entity Empty {}
        add Task.dueDate: datetime?
        add Task.status: TaskStatus = Todo
        add Task.price: decimal(10, 2) = 1.50 @index
        add Task.tags: string[]? = ["a", "b"]
        add Task.points: int backfill 0
        add value TaskStatus.Review after TaskStatus.Doing
        add system __User from "auth"."users"."id": uuid
        change Task.title: string? -> string backfill "untitled"
        change Task.code: string -> int using sql("nullif(code, '')::int") backfill null
        change Task.ownerId: __User.id @onDelete(restrict) -> __User.id? @onDelete(setNull)
        change enum TaskStatus { Done, Todo }
        update Task set points = 0, title = "x" where sql("points > 3")
        run sql(\"""
          update task
             set title = 'say "hi" \\n'

           where points = 0\""")
        run sql(\"""
          select 1
          \""")
        add unique Task([projectId, title])
        add key Task([id])
        drop value TaskStatus.Old -> none
        drop index Task([dueDate])
        [RESOLVE] either {
          rename Task.a -> Task.b
        } or {
          drop Task.a
          add Task.b: __User.id backfill [RESOLVE]
        }
        drop Task.legacy
      }
      """;

  @Test
  void canonicalPlansStayAsTheyAre() {
    assertThat(FileFormatter.format(Parsing.plan(CANONICAL))).isEqualTo(CANONICAL);
  }

  @Test
  void otherLayoutsBecomeCanonical() {
    PlanFile plan =
        Parsing.plan(
            """
            migration "0001_initial"
            {
            add entity Task{id:uuid @primaryKey=uuid(),/* the title */ title:string="",}
                add   Task . points:int   backfill 0 /* a */ // b
            add enum State{A B,C} drop Task.title
            }\
            """);
    assertThat(FileFormatter.format(plan))
        .isEqualTo(
            """
            migration "0001_initial" {
              add entity Task {
                id: uuid = uuid() @primaryKey
                title: string = ""
              }
              add Task.points: int backfill 0
              add enum State { A, B, C }
              drop Task.title
            }
            """);
  }

  @Test
  void schemaFilesHaveAnEmptyLineBetweenDeclarations() {
    InspireFile file =
        Parsing.schema(
            """
            entity Task { title: string @minLength(1) = "x", @unique([title]),
                @grant read
                  where a == b
              @on(insert) effect e { retries: 5,
                timeout: 3s }
            }
            enum State { A B }
            type Address { street: string }
            routes("/v1") {
              GET /files/* -> x
            }
            """);
    assertThat(AstFormatter.format(file))
        .isEqualTo(
            """
            entity Task {
              title: string = "x" @minLength(1)
              @unique([title])
              @grant read
                where a == b
              @on(insert) effect e { retries: 5,
                timeout: 3s }
            }

            enum State { A, B }

            type Address {
              street: string
            }

            routes("/v1") {
              GET /files/* -> x
            }
            """);
  }

  @Test
  void partsCanBeFormattedAlone() {
    EntityDeclaration entity =
        (EntityDeclaration)
            Parsing.schema("entity A { b: decimal(10,2)? @min(1) = 1.5 }").declarations().get(0);
    FieldDeclaration field = (FieldDeclaration) entity.items().get(0);
    assertThat(AstFormatter.format(entity))
        .isEqualTo("entity A {\n  b: decimal(10, 2)? = 1.5 @min(1)\n}");
    assertThat(AstFormatter.format(field)).isEqualTo("b: decimal(10, 2)? = 1.5 @min(1)");
    assertThat(AstFormatter.format(field.type())).isEqualTo("decimal(10, 2)?");
    assertThat(AstFormatter.format(field.defaultValue().orElseThrow())).isEqualTo("1.5");
    StatementNode statement =
        (StatementNode) Parsing.plan("migration \"a\" { drop A . b }").items().get(0);
    assertThat(AstFormatter.format(statement)).isEqualTo("drop A.b");
    assertThat(FileFormatter.format(Parsing.answers("A.b backfill none;A.c->A.d")))
        .isEqualTo("A.b backfill none\nA.c -> A.d\n");
  }
}
