package dev.kizaki.engine.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kizaki.engine.shape.Shape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Statements about entities, fields, groups, references and objects that a person wrote into a plan
 * and that are invalid at their position.
 */
class RefusedEntityStatementsTest {
  private static final Shape BEFORE =
      PlannedShape.of(
          """
          enum Kind { Small Big }
          sequence Numbers { cache: 5 }
          entity Pair { id: int @primaryKey  w: int  h: int  @unique([w, h]) }
          entity Person {
            id: int @primaryKey
            name: string
            mail: string @unique
            first: string
            @unique([name, first])
          }
          entity Task {
            id: int @primaryKey
            title: string
            size: int = 1
            note: string?
            kind: Kind = Small
            code: string @unique
            double: int = generated(sql("size * 2"))
            owner: Person.id?
            mail: Person.mail?
            optional: Kind?
            number: bigint = nextval(Numbers)
            a: int
            b: int
            @check(sql("size > 0"))
            @index([title, code])
            @reference([a, b] -> Pair([w, h]))
          }
          object Open uses [Task] { create "create view open as select title from task" }
          object Closed uses [Open] { create "create view closed as select title from open" }
          entity Label {
            id: int @primaryKey
            name: string
            text: string
          }
          """);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '~',
      textBlock =
          """
          add entity Task { id: int @primaryKey } => there is an entity Task already at this point of the plan
          add entity Kind { id: int @primaryKey } => there is an enum Kind already at this point of the plan
          add entity Two { a: Nope } => there is no enum Nope at this point of the plan
          add entity Two { a: Nope.id } => Two.a refers to Nope.id, which is neither a key nor unique at the end of the plan
          add entity Two { a: Person.nope } => Two.a refers to Person.nope, which is neither a key nor unique at the end of the plan
          drop entity Person => Task.owner still refers to Person; drop or change it before the entity
          add Task.title: string backfill "x" => there is a field Task.title already at this point of the plan
          add Task.other: Nope backfill 1 => there is no enum Nope at this point of the plan
          add Task.other: Kind = None => Task.other: Kind takes one of Small, Big, not None
          add Task.other: Person.nope? => Task.other refers to Person.nope, which is neither a key nor unique at this point of the plan
          rename Task.nope -> Task.name => there is no field Task.nope at this point of the plan; did you mean note?
          change Task.size: int = 1 -> Nope => there is no enum Nope at this point of the plan
          change Task.size: int = 2 -> bigint = 2 => Task.size is not what the statement says it was; write `change Task.size: int = 1 -> bigint = 2`
          change Task.note: string -> string? => Task.note is not what the statement says it was; write `change Task.note: string? -> string?`
          change Task.owner: Person.id? -> Person.nope? => Task.owner refers to Person.nope, which is neither a key nor unique at this point of the plan
          change Task.title: string -> Person.name => Task.title refers to Person.name, which is neither a key nor unique at this point of the plan
          change Task.number: bigint = nextval(Numbers) -> bigint = nextval(Others) => there is no sequence Others at this point of the plan
          drop Task.size => the check (size > 0) of Task uses size; drop or change it before the field
          drop Person.id => Person.id is part of the key; drop the key before the field
          drop Person.mail => Task.mail still refers to Person.mail; drop or change it before the field
          drop Task.nope => there is no field Task.nope at this point of the plan; did you mean note?
          add unique Task([code]) => unique Task([code]) already exists; to add an equal one, write another name: `add unique Task([code]) named "name"`
          add unique Task([nope]) => there is no field Task.nope at this point of the plan; did you mean note?
          add index Task([title, code]) => index Task([title, code]) already exists; to add an equal one, write another name: `add index Task([title, code]) named "name"`
          add index Task([title, nope]) => there is no field Task.nope at this point of the plan; did you mean note?
          add key Task([code]) => Task has a key already; drop it first
          drop key Person => Task.owner refers to Person.id, which is neither a key nor unique at the end of the plan
          drop unique Person([mail]) => Task.mail refers to Person.mail, which is neither a key nor unique at the end of the plan
          drop unique Person([nope]) => there is no unique Person([nope])
          drop index Task([nope]) => there is no index Task([nope])
          drop index Task([title]) => there is no index Task([title])
          add reference Task([a, b] -> Pair([w, h])) => reference Task([a, b] -> Pair([w, h])) already exists
          add reference Task([a, nope] -> Pair([w, h])) => there is no field Task.nope at this point of the plan; did you mean note?
          add reference Task([a, b] -> Pair([w, nope])) => Task([a, b] -> Pair([w, nope])) refers to what is neither a key nor a unique at this point of the plan
          add reference Task([a, b] -> Nope([w, h])) => Task([a, b] -> Nope([w, h])) refers to what is neither a key nor a unique at this point of the plan
          drop reference Task([a, b] -> Pair([h, w])) => there is no reference Task([a, b] -> Pair([h, w]))
          add object Open { create "create view open as select 1" } => there is an object Open already at this point of the plan
          add object Task { create "create view task as select 1" } => there is an entity Task already at this point of the plan
          add object New uses [Nope] { create "create view new as select 1" } => there is nothing called Nope that an object can use at this point of the plan
          drop object Open => the object Closed still uses Open; drop or change it before the object
          drop object Nope => there is no object Nope at this point of the plan
          rename object Open -> Closed => there is an object Closed already at this point of the plan
          rename object Open -> Task => there is an entity Task already at this point of the plan
          rename object Nope -> Task => there is no object Nope at this point of the plan
          add check Task(sql("size > 0")) => Task has the check (size > 0) already at this point of the plan
          drop check Task(sql("nope > 0")) => there is no check (nope > 0) of Task at this point of the plan
          rename entity Label -> Person => there is an entity Person already at this point of the plan
          rename entity Label -> Mark @table("x") => the table of Label is "label" in the database at this point of the plan, and stays so in a rename; write `rename entity Label -> Mark @table("label")`
          rename Label.name -> Label.text => there is a field Label.text already at this point of the plan
          rename Label.name -> Label.title @column("x") => the column of Label.name is "name" in the database at this point of the plan, and stays so in a rename; write `rename Label.name -> Label.title @column("name")`
          rename Label.nope -> Label.title => there is no field Label.nope at this point of the plan
          change object Nope { create "create view nope as select 1" } => there is no object Nope at this point of the plan
          add key Label([id]) => Label has a key already; drop it first
          update Label set nope = "x" where sql("true") => there is no field Label.nope at this point of the plan
          update Label set name = 5 where sql("true") => Label.name: string takes a text in double quotes, not 5
          add entity Two { id: int @primaryKey  a: Task.title? } => Two.a refers to Task.title, which is neither a key nor unique at the end of the plan
          add entity Two { a: Kind = None } => Two.a: Kind takes one of Small, Big, not None
          add entity Two { a: int = generated(sql("a + 1")) } => Two.a is computed from itself; name other columns
          change Task.kind: Kind = Small -> Kind = None => Task.kind: Kind takes one of Small, Big, not None
          change Task.optional: Kind? -> Kind backfill None => Task.optional: Kind takes one of Small, Big, not None
          change Task.note: string? -> Kind? using None => Task.note: Kind takes one of Small, Big, not None
          change Task.size: int = 1 -> int = generated(sql("size + 1")) => Task.size is computed from itself; name other columns
          change Task.double: int = generated(sql("size * 2")) -> bigint = generated(sql("size * 2")) using sql("1") => Task.double is generated, so that no value can be written to it; remove the value
          change Task.double: int = generated(sql("size * 2")) -> int = generated(sql("size * 3")) backfill 5 => Task.double is generated, so that no value can be written to it; remove the value
          drop Task.double keep 5 => Task.double has a value in rows that are written without it; delete keep
          drop Task.code keep "x" => Task.code is part of a unique, so that not all rows can keep one value; delete keep
          drop Task.kind keep None => Task.kind has a value in rows that are written without it; delete keep
          rename table Label "wrong" -> "x" => the table of Label is "label" in the database at this point of the plan; write `rename table Label "label" -> "x"`
          rename column Label.name "wrong" -> "x" => the column of Label.name is "name" in the database at this point of the plan; write `rename column Label.name "name" -> "x"`
          rename type Kind "wrong" -> "x" => the type of Kind is "kind" in the database at this point of the plan; write `rename type Kind "kind" -> "x"`
          rename label Kind.Small "wrong" -> "x" => the label of Kind.Small is "Small" in the database at this point of the plan; write `rename label Kind.Small "Small" -> "x"`
          rename label Kind.Tiny "Tiny" -> "x" => there is no value Kind.Tiny at this point of the plan
          rename sequence Numbers "wrong" -> "x" => the sequence of Numbers is "numbers" in the database at this point of the plan; write `rename sequence Numbers "numbers" -> "x"`
          rename key Label "wrong" -> "x" => the key of Label is called "label_pkey" in the database at this point of the plan; write `rename key Label "label_pkey" -> "x"`
          rename unique Person([mail]) "wrong" -> "x" => the unique over Person([mail]) is called "person_mail_key" in the database at this point of the plan; write `rename unique Person([mail]) "person_mail_key" -> "x"`
          rename unique Person([nope]) "person_mail_key" -> "x" => there is no unique over Person([nope])
          rename index Task([title, code]) "wrong" -> "x" => the index over Task([title, code]) is called "task_title_code_idx" in the database at this point of the plan; write `rename index Task([title, code]) "task_title_code_idx" -> "x"`
          rename index Task([nope]) "wrong" -> "x" => there is no index over Task([nope])
          rename check Task(sql("size > 0")) "wrong" -> "x" => the check (size > 0) of Task is called "task_size_check" in the database at this point of the plan; write `rename check Task(sql("size > 0")) "task_size_check" -> "x"`
          rename check Task(sql("size > 1")) "wrong" -> "x" => there is no check (size > 1) of Task
          rename reference Task([a, b] -> Pair([w, h])) "wrong" -> "x" => the reference Task([a, b] -> Pair([w, h])) is called "task_a_b_fkey" in the database at this point of the plan; write `rename reference Task([a, b] -> Pair([w, h])) "task_a_b_fkey" -> "x"`
          rename reference Task([a, b] -> Pair([h, w])) "wrong" -> "x" => there is no reference Task([a, b] -> Pair([h, w]))
          rename reference Task.owner "wrong" -> "x" => the foreign key of Task.owner is called "task_owner_fkey" in the database at this point of the plan; write `rename reference Task.owner "task_owner_fkey" -> "x"`
          rename reference Task.title "wrong" -> "x" => Task.title is no reference at this point of the plan
          change reference Task([a, b] -> Pair([w, h]), onDelete: cascade) -> Task([a, b] -> Pair([w, h]), onDelete: setNull) => reference Task([a, b] -> Pair([w, h])) is not what the statement says it is; write Task([a, b] -> Pair([w, h]))
          drop entity Pair => Task([a, b]) still refers to Pair; drop the reference before the entity
          drop Pair.w => Task([a, b]) still refers to Pair.w; drop the reference before the field
          drop Label.text keep 5 => Label.text: string takes a text in double quotes, not 5
          rename key Pair "wrong" -> "x" => the key of Pair is called "pair_pkey" in the database at this point of the plan; write `rename key Pair "pair_pkey" -> "x"`
          """)
  void areRefused(String statement, String message) {
    PlanFault fault =
        catchThrowableOfType(PlanFault.class, () -> PlannedShape.after(BEFORE, statement));
    assertThat(fault).as(statement).hasMessage(message);
  }
}
