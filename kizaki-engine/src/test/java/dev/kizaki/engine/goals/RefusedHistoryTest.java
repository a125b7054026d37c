package dev.kizaki.engine.goals;

import static dev.kizaki.engine.goals.RefusedInput.OF_DATABASE;
import static dev.kizaki.engine.goals.RefusedInput.OF_HISTORY;
import static dev.kizaki.engine.goals.RefusedInput.both;
import static dev.kizaki.engine.goals.RefusedInput.edit;

import dev.kizaki.engine.testing.FullRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Histories that every goal refuses, either on their own or compared with the database that has
 * applied them.
 */
@FullRun
final class RefusedHistoryTest {
  private static final String PLAN_2 = "migrations/0002_add_status/plan.migration";
  private static final String SNAPSHOT_2 = "migrations/0002_add_status/snapshot.json";
  private static final String PLAN_3 = "migrations/0003_add_points/plan.migration";
  private static final String SNAPSHOT_3 = "migrations/0003_add_points/snapshot.json";
  private static final String ADD_POINTS = "add Task.points: int?";

  @TempDir static Path directory;
  private static AppliedProject project;

  @BeforeAll
  static void applied() throws IOException {
    project = AppliedProject.in(Files.createDirectory(directory.resolve("applied")));
  }

  @AfterAll
  static void drop() throws SQLException {
    project.close();
  }

  @TestFactory
  Stream<DynamicTest> refusesInvalidPlans() {
    return RefusedInput.tests(
        project,
        directory,
        new RefusedInput(
            "a statement that says something else",
            edit(PLAN_3, ADD_POINTS, "add Task.points: bigint?"),
            OF_DATABASE,
            """
            migrations/0003_add_points/plan.migration: the plan does not lead to the \
            snapshot.json in the same directory:
              wrong: `add Task.points: bigint?` in line 2; needed: `change Task.points: \
            bigint? -> int? using [RESOLVE]`
            Correct the plan or, if no database has applied 0003_add_points, run `mvn \
            kizaki:plan`. If `mvn kizaki:rebase` wrote the plan and you have answered its \
            question, run `mvn kizaki:rebase -Dkizaki.rebase=0003_add_points`.
            """),
        new RefusedInput(
            "a statement too many",
            edit(PLAN_3, ADD_POINTS, ADD_POINTS + "\n  add index Task([points])"),
            OF_DATABASE,
            """
            migrations/0003_add_points/plan.migration: the plan does not lead to the \
            snapshot.json in the same directory:
              extra: `add index Task([points])` in line 3
            Correct the plan or, if no database has applied 0003_add_points, run `mvn \
            kizaki:plan`. If `mvn kizaki:rebase` wrote the plan and you have answered its \
            question, run `mvn kizaki:rebase -Dkizaki.rebase=0003_add_points`.
            """),
        new RefusedInput(
            "a statement too few",
            edit(PLAN_3, ADD_POINTS, ""),
            OF_DATABASE,
            """
            migrations/0003_add_points/plan.migration: the plan does not lead to the \
            snapshot.json in the same directory:
              missing: `add Task.points: int?`
            Correct the plan or, if no database has applied 0003_add_points, run `mvn \
            kizaki:plan`. If `mvn kizaki:rebase` wrote the plan and you have answered its \
            question, run `mvn kizaki:rebase -Dkizaki.rebase=0003_add_points`.
            """),
        new RefusedInput(
            "a statement too few, which the database has applied",
            edit(PLAN_3, ADD_POINTS, ""),
            List.of(Goal.PLAN),
            """
            migrations/0003_add_points/plan.migration: the plan does not lead to the \
            snapshot.json in the same directory:
              missing: `add Task.points: int?`
            The database has applied 0003_add_points, so its files must stay as they were: \
            restore them with `git checkout -- migrations/0003_add_points`. Put a change into \
            the schema and run `mvn kizaki:plan`, which writes a new migration.
            """),
        new RefusedInput(
            "a statement too few before the latest",
            edit(PLAN_2, "add Task.status: TaskStatus = Todo", ""),
            OF_HISTORY,
            """
            migrations/0002_add_status/plan.migration: the plan does not lead to the \
            snapshot.json in the same directory:
              missing: `add Task.status: TaskStatus = Todo`
            Correct the plan or, if no database has applied 0002_add_status, run `mvn \
            kizaki:rebase -Dkizaki.rebase=0002_add_status`, which computes the snapshots again.
            """),
        new RefusedInput(
            "a field that is not there at that point",
            edit(PLAN_3, ADD_POINTS, "drop Task.ponts\n  " + ADD_POINTS),
            OF_HISTORY,
            """
            migrations/0003_add_points/plan.migration:2:3: there is no field Task.ponts at \
            this point of the plan.
              drop Task.ponts
            Correct the statement or, if no database has applied 0003_add_points, delete its \
            directory and run `mvn kizaki:plan`.
            """),
        new RefusedInput(
            "no statement at all",
            edit(PLAN_3, ADD_POINTS, "add Task.points int?"),
            OF_HISTORY,
            """
            migrations/0003_add_points/plan.migration:2:19: error PLN001: expected ':', found \
            'int'
                  add Task.points int?
                                  ^^^
              hint: the form is add Task.points: int backfill 0, or add entity, enum, value, \
            unique, index, key, check, reference, sequence, external, extension,\
             object
            """),
        new RefusedInput(
            "another migration's name",
            edit(PLAN_3, "0003_add_points", "0003_add_point"),
            OF_HISTORY,
            """
            migrations/0003_add_points/plan.migration: this is the plan of "0003_add_point", \
            but it is in the directory 0003_add_points.
            If the directory was renamed, give it its name back. Otherwise the file was \
            changed.
            Restore it with `git checkout -- migrations/0003_add_points/plan.migration`; or, \
            if it belongs to the newest migration and no database has applied that, delete \
            migrations/0003_add_points and run `mvn kizaki:plan`.
            """),
        new RefusedInput(
            "an open marker",
            edit(PLAN_3, ADD_POINTS, "add Task.points: int? backfill [RESOLVE]"),
            OF_DATABASE,
            """
            1 open question in the history:
              migrations/0003_add_points/plan.migration:2: add Task.points: int? backfill \
            [RESOLVE]
            Replace each [RESOLVE] in the plan, or answer with `mvn kizaki:plan \
            -Dkizaki.resolve="…"`.
            """),
        new RefusedInput(
            "two SQL statements in one",
            edit(
                PLAN_3,
                ADD_POINTS,
                ADD_POINTS + "\n  run sql(\"delete from task; drop table task\")"),
            OF_HISTORY,
            """
            migrations/0003_add_points/plan.migration:3:11: error PLN003: the SQL holds a \
            semicolon: it must be one statement
                  run sql("delete from task; drop table task")
                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            """),
        new RefusedInput(
            "no plan",
            root -> Files.delete(root.resolve(PLAN_2)),
            OF_HISTORY,
            """
            migrations/0002_add_status/plan.migration is missing.
            Restore it with `git checkout -- migrations/0002_add_status/plan.migration`; or, \
            if it belongs to the newest migration and no database has applied that, delete \
            migrations/0002_add_status and run `mvn kizaki:plan`.
            """));
  }

  @TestFactory
  Stream<DynamicTest> refusesInvalidSnapshots() {
    return RefusedInput.tests(
        project,
        directory,
        new RefusedInput(
            "no snapshot",
            root -> Files.delete(root.resolve(SNAPSHOT_3)),
            OF_DATABASE,
            """
            migrations/0003_add_points/snapshot.json is missing.
            If 0003_add_points was written by hand and no database has applied it, run `mvn \
            kizaki:plan`, which completes it; else restore the file with `git checkout -- \
            migrations/0003_add_points/snapshot.json`.
            """),
        new RefusedInput(
            "no snapshot of a migration that the database has applied",
            root -> Files.delete(root.resolve(SNAPSHOT_3)),
            List.of(Goal.PLAN),
            """
            migrations/0003_add_points/snapshot.json is missing, and the database has applied \
            0003_add_points.
            Restore the file with `git checkout -- migrations/0003_add_points/snapshot.json`.
            """),
        new RefusedInput(
            "a truncated snapshot",
            root -> {
              String text = Files.readString(root.resolve(SNAPSHOT_3));
              Files.writeString(root.resolve(SNAPSHOT_3), text.substring(0, text.length() / 2));
            },
            OF_HISTORY,
            """
            migrations/0003_add_points/snapshot.json:30:20: the snapshot is cut off here.
            Restore it with `git checkout -- migrations/0003_add_points/snapshot.json`; or, \
            if it belongs to the newest migration and no database has applied that, delete \
            migrations/0003_add_points and run `mvn kizaki:plan`.
            """),
        new RefusedInput(
            "an empty snapshot",
            root -> Files.writeString(root.resolve(SNAPSHOT_3), ""),
            OF_HISTORY,
            """
            migrations/0003_add_points/snapshot.json:1:1: the file is empty.
            Restore it with `git checkout -- migrations/0003_add_points/snapshot.json`; or, \
            if it belongs to the newest migration and no database has applied that, delete \
            migrations/0003_add_points and run `mvn kizaki:plan`.
            """),
        new RefusedInput(
            "a snapshot of another tool",
            root ->
                Files.writeString(root.resolve(SNAPSHOT_3), "{\"version\": 3, \"tables\": []}\n"),
            OF_HISTORY,
            """
            migrations/0003_add_points/snapshot.json:1:1: a snapshot must have a member \
            "format".
            Restore it with `git checkout -- migrations/0003_add_points/snapshot.json`; or, \
            if it belongs to the newest migration and no database has applied that, delete \
            migrations/0003_add_points and run `mvn kizaki:plan`.
            """),
        new RefusedInput(
            "a snapshot edited by hand",
            edit(SNAPSHOT_3, "\"points\"", "\"point\""),
            OF_DATABASE,
            """
            migrations/0003_add_points/plan.migration: the plan does not lead to the \
            snapshot.json in the same directory:
              extra: `add Task.points: int?` in line 2
              missing: `add Task.point: int?`
            Correct the plan or, if no database has applied 0003_add_points, run `mvn \
            kizaki:plan`. If `mvn kizaki:rebase` wrote the plan and you have answered its \
            question, run `mvn kizaki:rebase -Dkizaki.rebase=0003_add_points`.
            """),
        new RefusedInput(
            "another migration's snapshot",
            root ->
                Files.writeString(
                    root.resolve(SNAPSHOT_3), Files.readString(root.resolve(SNAPSHOT_2))),
            OF_HISTORY,
            """
            migrations/0003_add_points/snapshot.json: this is the snapshot of \
            "0002_add_status", but it is in the directory 0003_add_points.
            If the directory was renamed, give it its name back. Otherwise the file was \
            changed.
            Restore it with `git checkout -- migrations/0003_add_points/snapshot.json`; or, \
            if it belongs to the newest migration and no database has applied that, delete \
            migrations/0003_add_points and run `mvn kizaki:plan`.
            """));
  }

  @TestFactory
  Stream<DynamicTest> refusesInvalidDirectories() {
    return RefusedInput.tests(
        project,
        directory,
        new RefusedInput(
            "one number twice",
            root ->
                copy(
                    root.resolve("migrations/0003_add_points"),
                    root.resolve("migrations/0003_other")),
            OF_HISTORY,
            """
            migrations/0003_add_points and migrations/0003_other have the same number.
            Two branches planned them at the same time: run `mvn kizaki:rebase` to put one on \
            top of the other.
            """),
        new RefusedInput(
            "a gap",
            root -> delete(root.resolve("migrations/0002_add_status")),
            OF_HISTORY,
            """
            migrations: migration 0002 is missing: 0001_initial is followed by 0003_add_points.
            Restore the deleted directory with `git checkout -- migrations`, or restore the \
            old numbers of the directories.
            """),
        new RefusedInput(
            "a file where the directory should be",
            root -> {
              Files.move(root.resolve("migrations"), root.resolve("elsewhere"));
              Files.writeString(root.resolve("migrations"), "");
            },
            OF_HISTORY,
            """
            cannot read migrations: it is not a directory; move it away, or set migrationsDirectory
            """),
        new RefusedInput(
            "an edited migration before the latest",
            both(
                edit(
                    PLAN_2,
                    "add enum TaskStatus { Todo, Done }",
                    "add enum TaskStatus { Todo, Doing, Done }"),
                edit(SNAPSHOT_2, "\"Todo\",", "\"Todo\",\n        \"Doing\",")),
            OF_HISTORY,
            """
            migrations/0003_add_points/snapshot.json: 0003_add_points was planned after a \
            migration with the digest 56cbffe336b4…, but 0002_add_status before it has \
            the digest 1477ff4b5445….
            migrations/0002_add_status/plan.migration or \
            migrations/0002_add_status/snapshot.json was edited since, or a migration \
            between the two was deleted or replaced. `git status` shows a change that is \
            not committed, `git log --stat` the commit of one that is. Restore the old files, \
            and plan the change as a new migration with `mvn kizaki:plan`. If the older \
            migrations are right as they are, and no database has applied 0003_add_points, run \
            `mvn kizaki:rebase -Dkizaki.rebase=0003_add_points`, which puts it after them.
            """));
  }

  @TestFactory
  Stream<DynamicTest> refusesAHistoryThatDiffersFromTheDatabase() {
    return RefusedInput.tests(
        project,
        directory,
        new RefusedInput(
            "the latest applied migration edited with its snapshot",
            both(
                edit(PLAN_3, "points: int?", "points: bigint?"),
                edit(SNAPSHOT_3, "\"type\": \"int\"", "\"type\": \"bigint\"")),
            OF_HISTORY,
            """
            Migration 0003_add_points was changed after it was applied (digest 81762e7162fb, \
            applied cf25044127f3); restore its directory from version control, and put the \
            change into a new migration. If the database belongs to another project, use a \
            databaseSchema of this project's own.
            """),
        new RefusedInput(
            "the latest applied migration renamed",
            both(
                both(
                    edit(PLAN_3, "0003_add_points", "0003_more"),
                    edit(SNAPSHOT_3, "0003_add_points", "0003_more")),
                root ->
                    Files.move(
                        root.resolve("migrations/0003_add_points"),
                        root.resolve("migrations/0003_more"))),
            OF_DATABASE,
            """
            Migration 0003_add_points was renamed to 0003_more after it was applied; give \
            its directory, its plan and its snapshot the old name back.
            """),
        new RefusedInput(
            "the latest applied migration deleted",
            root -> delete(root.resolve("migrations/0003_add_points")),
            OF_HISTORY,
            """
            The database is ahead of the migrations directory: 0003_add_points is applied, \
            but not there; if its directory was deleted, restore it with `git checkout -- \
            migrations/0003_add_points`; otherwise pull the missing migrations, or apply to \
            another database. If this is an older release on purpose, set \
            -Dkizaki.ahead=accept: then apply succeeds and does nothing.
            """),
        new RefusedInput(
            "all applied migrations deleted",
            root -> delete(root.resolve("migrations")),
            OF_HISTORY,
            """
            The database is ahead of the migrations directory: 0001_initial, 0002_add_status, \
            0003_add_points are applied, but not there; if their directories were deleted, \
            restore them with `git checkout -- migrations`; otherwise pull the missing \
            migrations, or apply to another database.
            """));
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectory(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
        Files.delete(file);
      }
    }
  }
}
