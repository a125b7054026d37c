package dev.kizaki.engine.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kizaki.engine.shape.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Statements about enums, sequences and checks that a person wrote into a plan and that are invalid
 * at their position.
 */
class RefusedStatementsTest {
  private static final Shape BEFORE =
      PlannedShape.of(
          """
          enum State { Open, Done, Late }
          enum Kind { Big }
          sequence Numbers { cache: 5 }
          sequence Codes { cache: 5 }
          entity Task {
            id: int @primaryKey
            state: State
            @check(sql("state <> 'Late'"))
            @check(sql("id > 0"))
            @check(sql("id < 9"), notValid: true)
          }
          object Report uses [Kind, Codes] {
            create "create view report as select 'Big'::kind as kind"
          }
          """);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '~',
      textBlock =
          """
          add enum Task { A } => there is an entity Task already at this point of the plan
          add value State.Done => the value State.Done already exists
          add value State.New before State.Old => there is no value State.Old at this point of the plan
          rename enum State -> Kind => there is an enum Kind already at this point of the plan
          rename enum State -> Status @type("other") => the type of State is "state" in the database at this point of the plan, and stays so in a rename; write `rename enum State -> Status @type("state")`
          rename value State.Opened -> State.New => there is no value State.Opened at this point of the plan; did you mean Open?
          rename value State.Open -> State.Done => the value State.Done already exists
          rename value State.Open -> State.New @label("x") => the label of State.Open is "Open" in the database at this point of the plan, and stays so in a rename; write `rename value State.Open -> State.New @label("Open")`
          drop value State.Open -> State.Old => there is no value State.Old at this point of the plan
          drop value State.Late -> State.Done => sql("state <> 'Late'") of Task names the value State.Late; drop or change it before the value
          drop enum Kind => the object Report still uses Kind; drop or change it before the enum
          add sequence Numbers { cache: 6 } => there is a sequence Numbers already at this point of the plan
          rename sequence Numbers -> Task => there is an entity Task already at this point of the plan
          rename sequence Numbers -> Others @sequence("x") => the sequence of Numbers is "numbers" in the database at this point of the plan, and stays so in a rename; write `rename sequence Numbers -> Others @sequence("numbers")`
          drop sequence Codes => the object Report still uses Codes; drop or change it before the sequence
          drop check Task(sql("id > 0"), notValid: true) => the check (id > 0) not valid is not what the statement says it was; write `drop check Task(sql("id > 0"))`
          change check Task(sql("id < 9") -> sql("id < 10")) => the check (id < 9) is not what the statement says it was; write `change check Task(sql("id < 9"), notValid: true -> sql("id < 10"))`
          """)
  void areRefused(String statement, String message) {
    PlanFault fault = catchThrowableOfType(PlanFault.class, () -> after(statement));
    assertThat(fault).as(statement).hasMessage(message);
  }

  @Test
  void objectsUseAnElementByItsNewName() {
    assertThat(
            after("rename enum Kind -> Size @type(\"kind\")").object("Report").orElseThrow().uses())
        .containsExactly("Codes", "Size");
    assertThat(
            after("rename sequence Codes -> Marks @sequence(\"codes\")")
                .object("Report")
                .orElseThrow()
                .uses())
        .containsExactly("Kind", "Marks");
  }

  private static Shape after(String statement) {
    return PlannedShape.after(BEFORE, statement);
  }
}
