package dev.kizaki.engine.goals;

import static dev.kizaki.engine.goals.RefusedInput.OF_SCHEMA;
import static dev.kizaki.engine.goals.RefusedInput.both;
import static dev.kizaki.engine.goals.RefusedInput.edit;
import static dev.kizaki.engine.goals.RefusedInput.schema;

import dev.kizaki.engine.testing.FullRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

/** Schemas that every goal refuses. */
@FullRun
final class RefusedSchemaTest {
  private static final String TASK = "src/main/inspire/task.inspire";

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
  Stream<DynamicTest> refusesInvalidSchemas() {
    return RefusedInput.tests(
        project,
        directory,
        new RefusedInput(
            "syntax errors in several files",
            both(
                schema("label.inspire", "entity Label {\n  name string\n  color: string = \n}\n"),
                edit(TASK, "title: string", "title = string")),
            OF_SCHEMA,
            """
            src/main/inspire/label.inspire:2:8: error INS001: expected ':', found 'string'
                  name string
                       ^^^^^^
              hint: a field is written name: string
            src/main/inspire/label.inspire:4:1: error INS001: expected a value, found '}'
                }
                ^
            src/main/inspire/task.inspire:2:9: error INS001: expected ':', found '='
                  title = string
                        ^
              hint: a field is written title: string

            3 errors in 2 files.
            """),
        new RefusedInput(
            "a syntax error beside an unknown type; what the damaged file may declare waits",
            both(
                schema("label.inspire", "entity Label {\n  name string\n}\nenum Tint { Red }\n"),
                edit(TASK, "title: string", "title: strng, tint: Tint, label: Label.id")),
            OF_SCHEMA,
            """
            src/main/inspire/label.inspire:2:8: error INS001: expected ':', found 'string'
                  name string
                       ^^^^^^
              hint: a field is written name: string
            src/main/inspire/task.inspire:2:10: error INS201: unknown type 'strng'
                  title: strng, tint: Tint, label: Label.id
                         ^^^^^
              hint: did you mean string?

            2 errors in 2 files.
            """),
        new RefusedInput(
            "an unknown word at the top",
            schema("label.inspire", "entiy Label {\n  name: string\n}\n"),
            OF_SCHEMA,
            """
            src/main/inspire/label.inspire:1:1: error INS005: unknown declaration 'entiy'
                entiy Label {
                ^^^^^
              hint: did you mean entity?

            1 error in 1 file.
            """),
        new RefusedInput(
            "an unknown annotation",
            edit(TASK, "title: string", "title: string @uniqe"),
            OF_SCHEMA,
            """
            src/main/inspire/task.inspire:2:17: error INS006: unknown annotation '@uniqe'
                  title: string @uniqe
                                ^^^^^^
              hint: did you mean @unique?

            1 error in 1 file.
            """),
        new RefusedInput(
            "an unknown type",
            edit(TASK, "title: string", "title: strng"),
            OF_SCHEMA,
            """
            src/main/inspire/task.inspire:2:10: error INS201: unknown type 'strng'
                  title: strng
                         ^^^^^
              hint: did you mean string?

            1 error in 1 file.
            """),
        new RefusedInput(
            "a type of another language",
            edit(TASK, "title: string", "title: nvarchar(20)"),
            OF_SCHEMA,
            """
            src/main/inspire/task.inspire:2:10: error INS201: unknown type 'nvarchar'
                  title: nvarchar(20)
                         ^^^^^^^^
              hint: write varchar(n)

            1 error in 1 file.
            """),
        new RefusedInput(
            "one name in two files",
            schema("more.inspire", "entity Task {\n  name: string\n}\n"),
            OF_SCHEMA,
            """
            src/main/inspire/task.inspire:1:8: error INS101: Task is declared twice
                entity Task {
                       ^^^^
              src/main/inspire/more.inspire:1:8: first declared here
                entity Task {
                       ^^^^

            1 error in 1 file.
            """),
        new RefusedInput(
            "two names that are one in the database",
            schema("more.inspire", "entity TASK {\n  name: string\n}\n"),
            OF_SCHEMA,
            """
            src/main/inspire/task.inspire:1:8: error INS103: entity TASK and entity Task \
            would both be named task in the database
                entity Task {
                       ^^^^
              hint: rename one of them
              src/main/inspire/more.inspire:1:8: entity TASK is here
                entity TASK {
                       ^^^^

            1 error in 1 file.
            """),
        new RefusedInput(
            "two fields that are one column",
            edit(TASK, "points: int?", "points: int?\n  project_id: int?"),
            OF_SCHEMA,
            """
            src/main/inspire/task.inspire:6:3: error INS103: Task.projectId and \
            Task.project_id would both be named project_id in the database
                  project_id: int?
                  ^^^^^^^^^^
              hint: rename one of them
              src/main/inspire/task.inspire:3:3: Task.projectId is here
                  projectId: Project.id
                  ^^^^^^^^^

            1 error in 1 file.
            """),
        new RefusedInput(
            "a reference to nothing",
            edit(TASK, "Project.id", "Projet.id"),
            OF_SCHEMA,
            """
            src/main/inspire/task.inspire:3:14: error INS303: unknown entity 'Projet'
                  projectId: Projet.id
                             ^^^^^^^^^
              hint: did you mean Project?

            1 error in 1 file.
            """),
        new RefusedInput(
            "a reference to a field that is not there",
            edit(TASK, "Project.id", "Project.nam"),
            OF_SCHEMA,
            """
            src/main/inspire/task.inspire:3:14: error INS303: Project has no field 'nam'
                  projectId: Project.nam
                             ^^^^^^^^^^^
              hint: did you mean Project.name?

            1 error in 1 file.
            """),
        new RefusedInput(
            "a reference to a field that is not unique",
            both(
                edit("src/main/inspire/project.inspire", " @unique", ""),
                edit(TASK, "Project.id", "Project.name")),
            OF_SCHEMA,
            """
            src/main/inspire/task.inspire:3:14: error INS303: Project.name is neither the key \
            of Project nor unique
                  projectId: Project.name
                             ^^^^^^^^^^^^
              hint: add @unique to it, or refer to Project.id

            1 error in 1 file.
            """),
        new RefusedInput(
            "a default that is no value of the enum",
            edit(TASK, "= Todo", "= Tood"),
            OF_SCHEMA,
            """
            src/main/inspire/task.inspire:4:24: error INS203: TaskStatus takes one of Todo, \
            Done, not Tood
                  status: TaskStatus = Tood
                                       ^^^^
              hint: did you mean Todo?

            1 error in 1 file.
            """),
        new RefusedInput(
            "another encoding",
            root ->
                Files.write(
                    root.resolve(TASK),
                    "// café\nentity Task {}\n".getBytes(StandardCharsets.ISO_8859_1)),
            OF_SCHEMA,
            """
            src/main/inspire/task.inspire:1:7: error INS008: the file is not UTF-8: it holds \
            the byte 0xE9 here
                // caf\uFFFD
                      ^
              hint: save the file as UTF-8

            1 error in 1 file.
            """),
        new RefusedInput(
            "a file where the directory should be",
            root -> {
              Files.move(root.resolve("src/main/inspire"), root.resolve("elsewhere"));
              Files.writeString(root.resolve("src/main/inspire"), "entity Task {}\n");
            },
            OF_SCHEMA,
            """
            src/main/inspire is not a directory, but the schema is read from a directory; move \
            it away, or set schemaDirectory
            """),
        new RefusedInput(
            "no schema any more",
            root -> Files.move(root.resolve("src/main/inspire"), root.resolve("elsewhere")),
            List.of(Goal.PLAN, Goal.STATUS),
            """
            migrations contains a history, but src/main/inspire contains no *.inspire file.
            Restore the schema, or set schemaDirectory to its directory.
            """));
  }
}
