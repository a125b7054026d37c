package dev.kizaki.engine.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that objects name, and the errors of objects, as a project reports them. */
class ObjectFilesTest {
  private static final String VIEW = "create view open_task as select id from task";

  @TempDir Path root;
  private Path directory;

  @BeforeEach
  void createDirectory() throws IOException {
    directory = Files.createDirectories(root.resolve("schema/sub"));
    Files.createDirectories(directory.resolve("views"));
  }

  @Test
  void textOfAFileIsThatOfTheDeclaration() throws IOException {
    write("views/open.sql", "\uFEFF" + VIEW + "\r\n  where true;\r\n\r\n");
    write("drop.sql", "drop view open_task\n");

    assertThat(
            read("""
                    object OpenTask uses [Task] {
                      create from "views/open.sql", drop from "drop.sql"
                    }
                    """)
                .shape())
        .isEqualTo(
            read("""
                    object OpenTask uses [Task] {
                      create "%s\\n  where true;"
                      drop "drop view open_task"
                    }
                    """
                    .formatted(VIEW))
                .shape());
  }

  @Test
  void pathThatLeadsOutIsRefused() throws IOException {
    write("../out.sql", VIEW);
    Files.writeString(root.resolve("out.sql"), VIEW);
    Files.createSymbolicLink(directory.resolve("link.sql"), root.resolve("out.sql"));
    Files.createSymbolicLink(
        directory.resolve("link"), Files.createDirectories(root.resolve("other")));

    for (String path :
        new String[] {"../out.sql", "/out.sql", "views/../../out.sql", "C:/out.sql", "", "a//b"}) {
      assertRefused(
          "object O { create from \"%s\" }".formatted(path),
          "error INS306: \"%s\" is not the path of a file beside or below this one"
              .formatted(path));
    }
    assertRefused(
        "object O { create from \"link.sql\" }",
        "schema/sub/app.inspire:1:24: error INS306: schema/sub/link.sql is a symbolic link");
    assertRefused(
        "object O { create from \"link/out.sql\" }",
        "error INS306: schema/sub/link is a symbolic link");
  }

  @Test
  void fileThatCannotBeUsedIsNamed() throws IOException {
    Files.write(directory.resolve("latin.sql"), new byte[] {'-', '-', '\n', (byte) 0xE9});

    assertRefused(
        "object O { create from \"views/none.sql\" }",
        "schema/sub/app.inspire:1:24: error INS306: there is no file schema/sub/views/none.sql");
    assertRefused(
        "object O { create from \"views\" }", "error INS306: schema/sub/views is not a file");
    assertRefused(
        "object O { create from \"latin.sql\" }",
        "schema/sub/latin.sql:2:1: error INS008: the file is not UTF-8");
    write("merged.sql", "<<<<<<< HEAD\n" + VIEW + "\n=======\n>>>>>>> main\n");
    assertRefused(
        "object O { create from \"merged.sql\" }",
        "error INS306: schema/sub/merged.sql contains conflict markers of Git");
  }

  @Test
  void problemOfATextIsAtItsLine() throws IOException {
    write("views/table.sql", VIEW + ";\n\ncreate table copy (a int);\n");

    assertRefused(
        "object O { create from \"views/table.sql\" }",
        "schema/sub/views/table.sql:3:1: error INS306: ");
    assertRefused(
        """
        object O {
          create \"""
            %s;
            create index i on task (id)\"""
        }
        """
            .formatted(VIEW),
        "schema/sub/app.inspire:4:5: error INS306: ");
    assertRefused(
        "object O { create \"%s\", drop \"-- nothing\" }".formatted(VIEW),
        "the text contains no command");
  }

  @Test
  void whatAnObjectUsesMustBeDeclared() throws IOException {
    assertRefused(
        "object O uses [Tsk] { create \"%s\" }".formatted(VIEW),
        "schema/sub/app.inspire:1:16: error INS306: O uses Tsk, which is not declared");
    assertRefused(
        "object O uses [O] { create \"%s\" }".formatted(VIEW), "INS306: O cannot use itself");
    assertRefused(
        """
        object A uses [Task, B] { create "create view a as select 1" }
        object B uses [C] { create "create view b as select 1" }
        object C uses [A] { create "create view c as select 1" }
        """,
        "schema/sub/app.inspire:1:8: error INS306: objects use each other in a circle: A -> B -> C -> A");
  }

  @Test
  void whatATextContainsAndUsesDoesNotNameIsAWarning() throws IOException {
    ProjectSchema schema =
        read(
            """
            sequence TaskNumbers {}
            entity Title { title: string, state: State }
            enum State { Open, Done }
            object CountTasks uses [State] {
              create \"""
                create function count_tasks() returns bigint language plpgsql as $$
                begin
                  return (select count(*) from task) + nextval('task_numbers');
                end $$\"""
            }
            object Titles uses [Title] { create "create view titles as select title, state from title" }
            object Counts { create "create view counts as select count_tasks()" }
            object A uses [B] { create "create function a() returns int language sql as 'select b()'" }
            object B { create "create function b() returns int language plpgsql as 'begin perform a(); end'" }
            """);

    assertThat(schema.warnings())
        .containsExactly(
            """
            schema/sub/app.inspire:4:8: warning INS402: the text of CountTasks contains task, task_numbers, but `uses` does not name Task, TaskNumbers
                object CountTasks uses [State] {
                       ^^^^^^^^^^
              hint: write object CountTasks uses [State, Task, TaskNumbers]
            """,
            """
            schema/sub/app.inspire:12:8: warning INS402: the text of Counts contains count_tasks, but `uses` does not name CountTasks
                object Counts { create "create view counts as select count_tasks()" }
                       ^^^^^^
              hint: write object Counts uses [CountTasks]
            """);
  }

  @Test
  void twoThingsWithOneNameInTheDatabaseAreRefused() throws IOException {
    assertRefused(
        "object A { create \"create view v as select 1\" }\n"
            + "object B { create \"create view V as select 2\" }",
        "INS103: A and B both make view v");
    assertRefused(
        "object A { create \"create view task as select 1\" }",
        "INS103: A makes view task, but a table, an enum or a sequence of the schema has that name");
  }

  private void assertRefused(String text, String message) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(Refusal.class).hasMessageContaining(message);
  }

  private ProjectSchema read(String text) throws IOException {
    write("app.inspire", text + "\nentity Task { title: string }\n");
    return ProjectSchema.read(
        new Project(
            root,
            root.resolve("schema"),
            root.resolve("migrations"),
            Optional.empty(),
            Optional.empty()));
  }

  private void write(String path, String text) throws IOException {
    Files.writeString(directory.resolve(path), text);
  }
}
