package dev.kizaki.engine.faults;

import dev.kizaki.engine.api.OnlineSettings;
import java.util.List;
import java.util.stream.Stream;

/**
 * A schema of the {@link SweptProject}.
 *
 * @param answers those to the open questions of its plan
 * @param ownStatement a statement that is added to the plan by hand; may be empty
 */
record SweptRevision(String schema, String answers, String ownStatement) {
  private static final List<SweptRevision> PLAIN =
      List.of(
          new SweptRevision(
              """
              entity Account {
                name: string @unique
                managerId: Account.id?
                homeId: Team.id?
                level: Level = Free
              }
              entity Team { title: string, ownerId: Account.id @onDelete(cascade) }
              entity Task {
                title: string
                teamId: Team.id
                state: TaskState = Todo
                size: string
                code: int @check(sql("code > 0"))
                legacy: int? @index
              }
              entity Note { text: string, taskId: Task.id? }
              enum TaskState { Todo, Doing, Done, Dropped }
              enum Level { Free, Paid }
              enum Colour { Red, Green }
              sequence Old {}
              sequence Steps { increment: 5 }
              object OldView uses [Account] { create "create view old_view as select id from account" }
              object Counted uses [Old] {
                create "create function counted() returns bigint language sql as 'select 1::bigint'"
              }
              """,
              "",
              ""),
          new SweptRevision(
              """
              entity Account {
                name: string @unique
                managerId: Account.id?
                homeId: Team.id?
                level: Level = Free
              }
              entity Team { title: string, ownerId: Account.id @onDelete(cascade) }
              entity Task {
                title: string
                teamId: Team.id
                state: TaskState = Blocked
                size: string
                code: int @check(sql("code >= 0"))
                legacy: int? @index
              }
              entity Note { text: string, taskId: Task.id? }
              entity Label { name: string @unique, taskId: Task.id }
              entity Trail @noKey { at: int }
              enum TaskState { Todo, Doing, Blocked, Done }
              enum Level { Free, Trial, Paid }
              enum Colour { Green, Red }
              sequence Old {}
              sequence Steps { increment: 10 }
              sequence Numbers { cache: 3 }
              object OldView uses [Account] { create "create view old_view as select id from account" }
              object Counted uses [Old] {
                create "create function counted() returns bigint language sql as 'select 2::bigint'"
              }
              object Labels uses [Label] {
                create "create materialized view labels as select count(*) as n from label"
              }
              """,
              "TaskState.Dropped -> TaskState.Done",
              ""),
          new SweptRevision(
              """
              entity Account {
                name: string @unique
                managerId: Account.id?
                homeId: Team.id?
                level: Tier = Free
              }
              entity Team { title: string, ownerId: Account.id @onDelete(cascade) }
              entity Task {
                summary: string
                teamId: Team.id
                state: TaskState = Blocked
                size: int
                code: bigint @check(sql("code >= 0"))
                legacy: int? @index
                points: int
                @unique([teamId, code])
                @index([state, points])
              }
              entity Remark { text: string, taskId: Task.id? }
              entity Label {
                name: string @unique
                taskId: Task.id
                team: uuid?
                code: bigint?
                @reference([team, code] -> Task([teamId, code]), notValid: true)
                @reference([team] -> Team([id]), noIndex: true)
              }
              entity Trail { at: int @primaryKey }
              external Outside from "public"."outside"("number": int, "id": uuid)
              extension citext
              enum TaskState { Todo, Doing, Blocked, Done }
              enum Tier { Free, Trial, Bought }
              enum Colour { Green, Red }
              sequence Jumps { increment: 10 }
              sequence Numbers { cache: 3 }
              object AllLabels uses [Label] {
                create "create materialized view labels as select count(*) as n from label"
              }
              """,
              "rename Task.title -> Task.summary; Task.size using sql(\"size::integer\");"
                  + " Task.points backfill 3; rename entity Note -> Remark; rename enum Level ->"
                  + " Tier; rename value Tier.Paid -> Tier.Bought; rename sequence Steps -> Jumps",
              "update Task set points = 5 where sql(\"size > 1\")"),
          new SweptRevision(
              """
              entity Account { name: string, managerId: Account.id?, level: Tier = Free }
              entity Team {
                title: string @index
                ownerId: Account.id @onDelete(cascade)
                editorId: __User.id?
              }
              entity Task {
                summary: string
                teamId: Team.id
                state: TaskState = Todo
                size: int
                code: bigint
                points: int
                @unique([teamId, code], named: "task_codes")
              }
              entity Label {
                name: string
                taskId: Task.id
                team: uuid?
                code: bigint?
                @primaryKey([name, taskId])
                @reference([team, code] -> Task([teamId, code]))
              }
              entity Trail {
                at: int @primaryKey
                outside: uuid?
                @reference([at, outside] -> Outside([number, id]))
              }
              external Outside from "public"."outside"("number": int, "id": uuid)
              extension citext
              enum TaskState { Todo, Doing, Blocked, Done }
              enum Tier @type("plan_tier") { Free, Trial, Bought }
              sequence Jumps { increment: 10 }
              sequence Numbers { cache: 3 }
              object AllLabels uses [Label] {
                create "create materialized view labels as select count(*) + 1 as n from label"
              }
              """,
              "",
              "run sql(\"insert into label (name, task_id) select 'late', id from task\")"));

  /** Ways to block nobody that the others do not need. */
  private static final List<SweptRevision> ONLINE = online(PLAIN.get(PLAIN.size() - 1));

  private static List<SweptRevision> online(SweptRevision before) {
    SweptRevision first =
        before.changed(
            "",
            "run sql(\"update label set team = team_id, code = task.code from task"
                + " where task.id = task_id\")",
            "entity Account { name: string,",
            "entity Account { name: string @unique,",
            "  summary: string\n",
            "  summary: string @index\n",
            "  points: int\n",
            "  points: int @check(sql(\"points >= 0\"))\n  token: uuid = uuid()\n  weight: int?\n  serialNumber: int?\n");
    return List.of(
        first,
        first.changed(
            "Task.weight backfill sql(\"length(summary)\")",
            "",
            "  title: string @index\n",
            "  title: string\n",
            "  size: int\n",
            "  size: string\n",
            "  code: bigint\n",
            "  code: decimal(20, 0)\n",
            "  code: bigint?\n",
            "  code: decimal(20, 0)?\n",
            "  weight: int?\n  serialNumber: int?\n",
            "  weight: int\n  serialNumber: int = autoincrement()\n"));
  }

  /**
   * The revision after this one.
   *
   * @param replacements texts of the schema, each followed by the one that takes its place
   */
  private SweptRevision changed(String answers, String ownStatement, String... replacements) {
    String changed = schema;
    for (int i = 0; i < replacements.length; i += 2) {
      if (!changed.contains(replacements[i])) {
        throw new IllegalArgumentException("not in the schema: " + replacements[i]);
      }
      changed = changed.replace(replacements[i], replacements[i + 1]);
    }
    return new SweptRevision(changed, answers, ownStatement);
  }

  /** The revisions of a history that is applied in this way. */
  static List<SweptRevision> of(OnlineSettings online) {
    return online.mode() == OnlineSettings.Mode.ALWAYS
        ? Stream.concat(PLAIN.stream(), ONLINE.stream()).toList()
        : PLAIN;
  }
}
