package dev.kizaki.engine.liquibase;

import dev.kizaki.engine.changelog.NativeTypes;
import dev.kizaki.engine.changelog.NativeValues;
import dev.kizaki.engine.sql.DatabaseChange;
import java.util.Optional;
import liquibase.change.AddColumnConfig;
import liquibase.change.ColumnConfig;
import liquibase.change.ConstraintsConfig;
import liquibase.change.core.AddDefaultValueChange;
import liquibase.statement.DatabaseFunction;

/**
 * Converts columns and values to those of Liquibase's change types. A value that Liquibase would
 * interpret is written as an SQL expression.
 */
final class Columns {
  private Columns() {}

  /**
   * A column of a new table.
   *
   * @param key the table's primary key, if its columns are marked in the element of the table
   */
  static ColumnConfig column(DatabaseChange.Column column, Optional<DatabaseChange.Group> key) {
    return define(new ColumnConfig(), column, key);
  }

  /** A column that is added to an existing table. */
  static AddColumnConfig added(DatabaseChange.Column column) {
    return define(new AddColumnConfig(), column, Optional.empty());
  }

  /** A column with only its name. */
  static AddColumnConfig named(String name) {
    AddColumnConfig config = new AddColumnConfig();
    config.setName(name);
    return config;
  }

  private static <C extends ColumnConfig> C define(
      C config, DatabaseChange.Column column, Optional<DatabaseChange.Group> key) {
    config.setName(column.name());
    config.setType(NativeTypes.written(column.type()).orElseThrow());
    if (column.identity()) {
      config.setAutoIncrement(true);
      config.setGenerationType("BY DEFAULT");
    }
    column.defaultValue().ifPresent(value -> setDefault(config, value));
    Optional<DatabaseChange.Group> part =
        key.filter(group -> group.columns().contains(column.name()));
    if (column.required() || part.isPresent()) {
      ConstraintsConfig constraints = new ConstraintsConfig();
      constraints.setNullable(false);
      part.ifPresent(
          group -> {
            constraints.setPrimaryKey(true);
            constraints.setPrimaryKeyName(group.name());
          });
      config.setConstraints(constraints);
    }
    return config;
  }

  private static void setDefault(ColumnConfig config, DatabaseChange.Default value) {
    switch (NativeValues.form(value)) {
      case TEXT -> config.setDefaultValue(value.value());
      case NUMBER -> config.setDefaultValueNumeric(value.value());
      case BOOLEAN -> config.setDefaultValueBoolean(value.value());
      case EXPRESSION ->
          config.setDefaultValueComputed(new DatabaseFunction(NativeValues.expression(value)));
    }
  }

  static void setDefault(AddDefaultValueChange change, DatabaseChange.Default value) {
    switch (NativeValues.form(value)) {
      case TEXT -> change.setDefaultValue(value.value());
      case NUMBER -> change.setDefaultValueNumeric(value.value());
      case BOOLEAN -> change.setDefaultValueBoolean(Boolean.valueOf(value.value()));
      case EXPRESSION ->
          change.setDefaultValueComputed(new DatabaseFunction(NativeValues.expression(value)));
    }
  }

  /** A value of a new row. */
  static ColumnConfig value(DatabaseChange.Cell cell) {
    ColumnConfig config = new ColumnConfig();
    config.setName(cell.column());
    DatabaseChange.Default value = cell.value();
    switch (NativeValues.form(value)) {
      case TEXT -> config.setValue(value.value());
      case NUMBER -> config.setValueNumeric(value.value());
      case BOOLEAN -> config.setValueBoolean(value.value());
      case EXPRESSION ->
          config.setValueComputed(new DatabaseFunction(NativeValues.expression(value)));
    }
    return config;
  }
}
