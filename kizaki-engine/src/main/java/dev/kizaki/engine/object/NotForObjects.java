package dev.kizaki.engine.object;

import java.util.Map;
import java.util.Set;

/** The sentences about commands that are not for objects, each with what to do instead. */
final class NotForObjects {
  private static final Set<String> ROWS =
      Set.of("insert", "update", "delete", "merge", "select", "with", "values", "table");

  private static final Set<String> RUN_SQL =
      Set.of("insert", "update", "delete", "merge", "select", "with");

  private static final Set<String> NO_TRANSACTION =
      Set.of("vacuum", "cluster", "reindex", "checkpoint");

  private static final Set<String> TRANSACTION =
      Set.of(
          "begin",
          "start",
          "commit",
          "end",
          "rollback",
          "abort",
          "savepoint",
          "release",
          "prepare");

  private static final Set<String> SESSION =
      Set.of("set", "reset", "discard", "load", "lock", "listen", "notify", "unlisten", "declare");

  private static final Set<String> RIGHTS = Set.of("grant", "revoke", "reassign", "security");

  private static final Set<String> TABLES = Set.of("table", "unlogged", "foreign");

  private static final Set<String> ROLES = Set.of("role", "user", "group");

  /** What the schema declares with a word of its own. */
  private static final Map<String, String> DECLARED =
      Map.of(
          "table", "declare an entity: `entity Name { … }`",
          "index", "write `@index` in the entity of its table",
          "sequence", "declare it: `sequence Name`",
          "extension", "declare it: `extension name`");

  private NotForObjects() {}

  /** About a command that does not start with create, comment or alter. */
  static String command(String word) {
    if (RUN_SQL.contains(word)) {
      return "`%s` makes no object; rows change by `run sql(\"…\")` in a plan".formatted(word);
    }
    if (ROWS.contains(word) || word.equals("truncate") || word.equals("copy")) {
      return "`%s` makes no object; rows change in a plan, by `run sql(\"…\")` with insert, update or delete"
          .formatted(word);
    }
    if (NO_TRANSACTION.contains(word)) {
      return "`%s` makes no object; run it by hand after the migration".formatted(word);
    }
    if (TRANSACTION.contains(word)) {
      return "leave out `%s`: a migration is one transaction".formatted(word);
    }
    if (SESSION.contains(word)) {
      return "leave out `%s`: the settings of the session are those of the migration; a function keeps"
              .formatted(word)
          + " its own by `create function … set name = value`";
    }
    if (RIGHTS.contains(word)) {
      return rights("`" + word + "`");
    }
    return switch (word) {
      case "drop" ->
          "a create text makes only; write what drops the object after `drop` in the object";
      case "do" -> "write the commands of the `do` block themselves; a block hides what it makes";
      case "refresh" ->
          "leave out `refresh`: `create materialized view` fills the view, and so does a change of it";
      case "analyze", "analyse" -> "leave out `%s`; run it after the migration".formatted(word);
      case "\\" -> "commands of psql are not SQL; write what \\ and its word stand for";
      default -> "a text of an object takes create, comment on and alter, not `%s`".formatted(word);
    };
  }

  /**
   * About what a {@code create} makes.
   *
   * @param cursor after {@code create} and {@code or replace}
   */
  static String create(Cursor cursor) {
    String word = SqlName.fold(cursor.nextWord());
    if (TABLES.contains(word)) {
      return "`create %s` is not for objects; ".formatted(word) + DECLARED.get("table");
    }
    if (word.equals("unique") || word.equals("index")) {
      return "`create index` on a table is not for objects; " + DECLARED.get("index");
    }
    if (ROLES.contains(word) || word.equals("policy")) {
      return rights("`create " + word + "`");
    }
    if (word.equals("database") || word.equals("tablespace") || word.equals("subscription")) {
      return "`create %s` cannot run in a transaction; run it by hand before the migration"
          .formatted(word);
    }
    if (DECLARED.containsKey(word)) {
      return "`create %s` is not for objects; ".formatted(word) + DECLARED.get(word);
    }
    if (word.equals("schema")) {
      return "`create schema` is not for objects; all of them are in the schema of the tables, which"
          + " kizaki.databaseSchema names";
    }
    return "`create %s` is not for objects; run it by hand before the migration".formatted(word);
  }

  /** About rights, owners and roles. */
  static String rights(String what) {
    return what
        + " is not for objects: roles and rights are given outside of kizaki, and a change of an object keeps"
        + " them";
  }
}
