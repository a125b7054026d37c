package dev.kizaki.it.benchmark;

import java.util.List;
import java.util.Optional;

/**
 * A change of the large tables, as a schema and as others make it.
 *
 * @param name what it is, in a few words
 * @param schema the schema after it
 * @param byHand the SQL that people usually write for it, a script each
 * @param pgroll how pgroll makes it; absent if it cannot
 */
record SchemaChange(
    String name, String schema, List<String> byHand, Optional<PgrollRecipe> pgroll) {
  private static final String SCHEMA =
      """
      entity Task {
        id: %s = autoincrement() @primaryKey
        title: string%s
        size: %s
        %s
      }

      entity Note {
        id: int = autoincrement() @primaryKey
        task: Task.id
        copy: int?
        %s
      }
      """;

  /** The schema before the changes. */
  static String before() {
    return SCHEMA.formatted("int", "", "int?", "", "");
  }

  /** All changes that are measured. */
  static List<SchemaChange> all() {
    return List.of(
        unique(), index(), check(), reference(), required(), uuid(), bigint(), bigintKey());
  }

  private static SchemaChange unique() {
    return new SchemaChange(
        "unique",
        SCHEMA.formatted("int", " @unique", "int?", "", ""),
        List.of(
            "create unique index concurrently task_title_key on task (title)",
            "alter table task add constraint task_title_key unique using index task_title_key"),
        Optional.of(
            PgrollRecipe.duplicating("task", "title", "text", "title")
                .starting("create unique index concurrently unique_title on task (%s)")
                .completing(
                    "alter table task add constraint unique_title unique using index unique_title")
                .required()));
  }

  private static SchemaChange index() {
    String command = "create index concurrently task_title_size_idx on task (title, size)";
    return new SchemaChange(
        "index",
        SCHEMA.formatted("int", "", "int?", "@index([title, size])", ""),
        List.of(command),
        Optional.of(PgrollRecipe.of(command)));
  }

  private static SchemaChange check() {
    return new SchemaChange(
        "check",
        SCHEMA.formatted("int", "", "int?", "@check(sql(\"size < 1000000\"))", ""),
        List.of(
            "alter table task add constraint small check (size < 1000000) not valid",
            "alter table task validate constraint small"),
        Optional.of(
            PgrollRecipe.duplicating("task", "size", "integer", "size")
                .starting("alter table task add constraint small check (%s < 1000000) not valid")
                .completing("alter table task validate constraint small")));
  }

  private static SchemaChange reference() {
    return new SchemaChange(
        "reference",
        SCHEMA.formatted("int", "", "int?", "", "@reference([copy] -> Task([id]))"),
        List.of(
            "create index concurrently note_copy_idx on note (copy)",
            """
            alter table note
            add constraint note_copy_fkey foreign key (copy) references task not valid\
            """,
            "alter table note validate constraint note_copy_fkey"),
        Optional.of(
            PgrollRecipe.duplicating("note", "copy", "integer", "copy")
                .starting(
                    """
                    alter table note
                    add constraint of_task foreign key (%s) references task not valid\
                    """)
                .completing("alter table note validate constraint of_task")));
  }

  private static SchemaChange required() {
    return new SchemaChange(
        "required",
        SCHEMA.formatted("int", "", "int = 0", "", ""),
        List.of(
            """
            update task set size = 0 where size is null;
            alter table task alter column size set default 0, alter column size set not null\
            """),
        Optional.of(
            PgrollRecipe.duplicating("task", "size", "integer", "coalesce(size, 0)").required()));
  }

  private static SchemaChange uuid() {
    return new SchemaChange(
        "uuid default",
        SCHEMA.formatted("int", "", "int?", "token: uuid = uuid()", ""),
        List.of("alter table task add column token uuid not null default gen_random_uuid()"),
        Optional.of(PgrollRecipe.adding("task", "token", "uuid", "gen_random_uuid()").required()));
  }

  private static SchemaChange bigint() {
    return new SchemaChange(
        "int to bigint",
        SCHEMA.formatted("int", "", "bigint?", "", ""),
        List.of("alter table task alter column size type bigint"),
        Optional.of(PgrollRecipe.duplicating("task", "size", "bigint", "size")));
  }

  /** In pgroll, such a change cannot be completed (issue 375 of xataio/pgroll). */
  private static SchemaChange bigintKey() {
    return new SchemaChange(
        "key to bigint",
        SCHEMA.formatted("bigint", "", "int?", "", ""),
        List.of(
            """
            alter table note alter column task type bigint;
            alter table task alter column id type bigint\
            """),
        Optional.empty());
  }
}
