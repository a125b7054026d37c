package dev.kizaki.engine.sql;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a command does to a table, in words that other tools have as well. A command without one is
 * SQL and nothing else.
 */
public sealed interface Ddl {
  /**
   * A column as a command defines it.
   *
   * @param type as SQL writes it
   * @param identity whether PostgreSQL numbers it, by default, with a sequence of the name that
   *     PostgreSQL gives it by itself
   */
  record Column(
      String name,
      String type,
      boolean required,
      Optional<Default> defaultValue,
      boolean identity) {
    public Column {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(type, "type");
      Objects.requireNonNull(defaultValue, "defaultValue");
    }
  }

  /** A column's default. */
  record Default(Kind kind, String value) {
    /** How the value is to be read. */
    public enum Kind {
      /** The text itself, not quoted. */
      TEXT,
      NUMBER,
      BOOLEAN,
      /** An SQL expression. */
      EXPRESSION
    }

    public Default {
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(value, "value");
    }
  }

  /** A named group of columns: a key, a unique or an index. */
  record Group(String name, List<String> columns) {
    public Group {
      Objects.requireNonNull(name, "name");
      columns = List.copyOf(columns);
    }
  }

  record CreateTable(
      TableName table, List<Column> columns, Optional<Group> key, List<Group> uniques)
      implements Ddl {
    public CreateTable {
      columns = List.copyOf(columns);
      uniques = List.copyOf(uniques);
    }
  }

  record RenameTable(TableName table, String to) implements Ddl {}

  record DropTable(TableName table) implements Ddl {}

  record AddColumn(TableName table, Column column) implements Ddl {}

  record RenameColumn(TableName table, String from, String to) implements Ddl {}

  record DropColumn(TableName table, String column) implements Ddl {}

  record SetRequired(TableName table, String column) implements Ddl {}

  record DropRequired(TableName table, String column) implements Ddl {}

  record SetDefault(TableName table, String column, Default value) implements Ddl {}

  record DropDefault(TableName table, String column) implements Ddl {}

  /** By the cast that {@code ::} is. */
  record SetType(TableName table, String column, String type) implements Ddl {}

  record AddKey(TableName table, Group key) implements Ddl {}

  record AddUnique(TableName table, Group unique) implements Ddl {}

  record CreateIndex(TableName table, Group index) implements Ddl {}

  record DropKey(TableName table, String name) implements Ddl {}

  record DropUnique(TableName table, String name) implements Ddl {}

  record DropIndex(TableName table, String name) implements Ddl {}

  /**
   * @param onDelete as SQL writes it
   */
  record AddForeignKey(
      TableName table,
      String name,
      String column,
      TableName target,
      String targetColumn,
      String onDelete)
      implements Ddl {}

  record DropForeignKey(TableName table, String name) implements Ddl {}

  record RenameSequence(String schema, String from, String to) implements Ddl {}

  /**
   * A row of values.
   *
   * @param values by column, in order
   */
  record InsertRow(TableName table, List<Cell> values) implements Ddl {
    public InsertRow {
      values = List.copyOf(values);
    }
  }

  /** A value of a row. */
  record Cell(String column, Default value) {}

  /**
   * @param where an SQL condition
   */
  record DeleteRows(TableName table, String where) implements Ddl {}
}
