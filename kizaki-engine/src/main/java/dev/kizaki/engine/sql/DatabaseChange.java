package dev.kizaki.engine.sql;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a command does to a table, in words that other tools have as well. A command without one is
 * SQL and nothing else.
 */
public sealed interface DatabaseChange {
  /** Every name in it: of schemas, tables, columns, constraints, indexes and sequences. */
  Stream<String> names();

  /** The visitor's answer for what this command does. */
  <R> R accept(Visitor<R> visitor);

  /**
   * One method for each thing that a command does, none of which has a default: what is new has to
   * be thought about everywhere.
   *
   * @param <R> the answer
   */
  interface Visitor<R> {
    R visitCreateTable(CreateTable create);

    R visitRenameTable(RenameTable rename);

    R visitDropTable(DropTable drop);

    R visitAddColumn(AddColumn add);

    R visitRenameColumn(RenameColumn rename);

    R visitDropColumn(DropColumn drop);

    R visitSetRequired(SetRequired set);

    R visitDropRequired(DropRequired drop);

    R visitSetDefault(SetDefault set);

    R visitDropDefault(DropDefault drop);

    R visitSetType(SetType set);

    R visitAddKey(AddKey add);

    R visitAddUnique(AddUnique add);

    R visitCreateIndex(CreateIndex create);

    R visitDropKey(DropKey drop);

    R visitDropUnique(DropUnique drop);

    R visitDropIndex(DropIndex drop);

    R visitAddForeignKey(AddForeignKey add);

    R visitDropForeignKey(DropForeignKey drop);

    R visitRenameSequence(RenameSequence rename);

    R visitInsertRow(InsertRow insert);

    R visitDeleteRows(DeleteRows delete);
  }

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

    private Stream<String> names() {
      return Stream.concat(Stream.of(name), columns.stream());
    }
  }

  record CreateTable(
      TableName table, List<Column> columns, Optional<Group> key, List<Group> uniques)
      implements DatabaseChange {
    public CreateTable {
      columns = List.copyOf(columns);
      uniques = List.copyOf(uniques);
    }

    @Override
    public Stream<String> names() {
      return Stream.of(
              of(table),
              columns.stream().map(Column::name),
              key.stream().flatMap(Group::names),
              uniques.stream().flatMap(Group::names))
          .flatMap(names -> names);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitCreateTable(this);
    }
  }

  record RenameTable(TableName table, String to) implements DatabaseChange {
    @Override
    public Stream<String> names() {
      return of(table, to);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitRenameTable(this);
    }
  }

  record DropTable(TableName table) implements DatabaseChange {
    @Override
    public Stream<String> names() {
      return of(table);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitDropTable(this);
    }
  }

  record AddColumn(TableName table, Column column) implements DatabaseChange {
    @Override
    public Stream<String> names() {
      return of(table, column.name());
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitAddColumn(this);
    }
  }

  record RenameColumn(TableName table, String from, String to) implements DatabaseChange {
    @Override
    public Stream<String> names() {
      return of(table, from, to);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitRenameColumn(this);
    }
  }

  record DropColumn(TableName table, String column) implements DatabaseChange {
    @Override
    public Stream<String> names() {
      return of(table, column);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitDropColumn(this);
    }
  }

  record SetRequired(TableName table, String column) implements DatabaseChange {
    @Override
    public Stream<String> names() {
      return of(table, column);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitSetRequired(this);
    }
  }

  record DropRequired(TableName table, String column) implements DatabaseChange {
    @Override
    public Stream<String> names() {
      return of(table, column);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitDropRequired(this);
    }
  }

  record SetDefault(TableName table, String column, Default value) implements DatabaseChange {
    @Override
    public Stream<String> names() {
      return of(table, column);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitSetDefault(this);
    }
  }

  record DropDefault(TableName table, String column) implements DatabaseChange {
    @Override
    public Stream<String> names() {
      return of(table, column);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitDropDefault(this);
    }
  }

  /** By the cast that {@code ::} is. */
  record SetType(TableName table, String column, String type) implements DatabaseChange {
    @Override
    public Stream<String> names() {
      return of(table, column);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitSetType(this);
    }
  }

  record AddKey(TableName table, Group key) implements DatabaseChange {
    @Override
    public Stream<String> names() {
      return Stream.concat(of(table), key.names());
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitAddKey(this);
    }
  }

  record AddUnique(TableName table, Group unique) implements DatabaseChange {
    @Override
    public Stream<String> names() {
      return Stream.concat(of(table), unique.names());
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitAddUnique(this);
    }
  }

  record CreateIndex(TableName table, Group index) implements DatabaseChange {
    @Override
    public Stream<String> names() {
      return Stream.concat(of(table), index.names());
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitCreateIndex(this);
    }
  }

  record DropKey(TableName table, String name) implements DatabaseChange {
    @Override
    public Stream<String> names() {
      return of(table, name);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitDropKey(this);
    }
  }

  record DropUnique(TableName table, String name) implements DatabaseChange {
    @Override
    public Stream<String> names() {
      return of(table, name);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitDropUnique(this);
    }
  }

  record DropIndex(TableName table, String name) implements DatabaseChange {
    @Override
    public Stream<String> names() {
      return of(table, name);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitDropIndex(this);
    }
  }

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
      implements DatabaseChange {
    @Override
    public Stream<String> names() {
      return Stream.concat(of(table, name, column), of(target, targetColumn));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitAddForeignKey(this);
    }
  }

  record DropForeignKey(TableName table, String name) implements DatabaseChange {
    @Override
    public Stream<String> names() {
      return of(table, name);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitDropForeignKey(this);
    }
  }

  record RenameSequence(String schema, String from, String to) implements DatabaseChange {
    @Override
    public Stream<String> names() {
      return Stream.of(schema, from, to);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitRenameSequence(this);
    }
  }

  /**
   * A row of values.
   *
   * @param values by column, in order
   */
  record InsertRow(TableName table, List<Cell> values) implements DatabaseChange {
    public InsertRow {
      values = List.copyOf(values);
    }

    @Override
    public Stream<String> names() {
      return Stream.concat(of(table), values.stream().map(Cell::column));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitInsertRow(this);
    }
  }

  /** A value of a row. */
  record Cell(String column, Default value) {}

  /**
   * @param where an SQL condition
   */
  record DeleteRows(TableName table, String where) implements DatabaseChange {
    @Override
    public Stream<String> names() {
      return of(table);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitDeleteRows(this);
    }
  }

  private static Stream<String> of(TableName table, String... others) {
    return Stream.concat(Stream.of(table.schema(), table.table()), Stream.of(others));
  }
}
