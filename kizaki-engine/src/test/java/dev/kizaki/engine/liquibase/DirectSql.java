package dev.kizaki.engine.liquibase;

import static dev.kizaki.engine.sql.Quoting.identifier;
import static dev.kizaki.engine.sql.Quoting.qualified;

import dev.kizaki.engine.sql.DatabaseChange;
import dev.kizaki.engine.sql.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a change as SQL for PostgreSQL. Tests compare Liquibase's effect with it. */
final class DirectSql {
  private DirectSql() {}

  static String of(DatabaseChange ddl) {
    if (ddl instanceof DatabaseChange.CreateTable each) {
      List<String> parts = new ArrayList<>();
      each.columns().forEach(column -> parts.add(column(column)));
      each.key().ifPresent(key -> parts.add(group("PRIMARY KEY", key)));
      each.uniques().forEach(unique -> parts.add(group("UNIQUE", unique)));
      return "CREATE TABLE " + table(each.table()) + " (" + String.join(", ", parts) + ")";
    }
    if (ddl instanceof DatabaseChange.RenameTable each) {
      return alter(each.table()) + "RENAME TO " + identifier(each.to());
    }
    if (ddl instanceof DatabaseChange.DropTable each) {
      return "DROP TABLE " + table(each.table());
    }
    if (ddl instanceof DatabaseChange.RenameSequence each) {
      return "ALTER SEQUENCE "
          + qualified(each.schema(), each.from())
          + " RENAME TO "
          + identifier(each.to());
    }
    if (ddl instanceof DatabaseChange.DropSequence each) {
      return "DROP SEQUENCE " + qualified(each.schema(), each.name());
    }
    if (ddl instanceof DatabaseChange.InsertRow each) {
      return "INSERT INTO "
          + table(each.table())
          + columns(each.values().stream().map(DatabaseChange.Cell::column).toList())
          + " VALUES ("
          + each.values().stream()
              .map(cell -> value(cell.value()))
              .collect(Collectors.joining(", "))
          + ")";
    }
    if (ddl instanceof DatabaseChange.DeleteRows each) {
      return "DELETE FROM " + table(each.table()) + " WHERE " + each.where();
    }
    return ofColumn(ddl);
  }

  private static String ofColumn(DatabaseChange ddl) {
    if (ddl instanceof DatabaseChange.AddColumn each) {
      return alter(each.table()) + "ADD COLUMN " + column(each.column());
    }
    if (ddl instanceof DatabaseChange.RenameColumn each) {
      return alter(each.table())
          + "RENAME COLUMN "
          + identifier(each.from())
          + " TO "
          + identifier(each.to());
    }
    if (ddl instanceof DatabaseChange.DropColumn each) {
      return alter(each.table()) + "DROP COLUMN " + identifier(each.column());
    }
    if (ddl instanceof DatabaseChange.SetRequired each) {
      return alter(each.table(), each.column()) + "SET NOT NULL";
    }
    if (ddl instanceof DatabaseChange.DropRequired each) {
      return alter(each.table(), each.column()) + "DROP NOT NULL";
    }
    if (ddl instanceof DatabaseChange.SetDefault each) {
      return alter(each.table(), each.column()) + "SET DEFAULT " + value(each.value());
    }
    if (ddl instanceof DatabaseChange.DropDefault each) {
      return alter(each.table(), each.column()) + "DROP DEFAULT";
    }
    if (ddl instanceof DatabaseChange.SetType each) {
      return alter(each.table(), each.column())
          + "TYPE "
          + each.type()
          + " USING "
          + identifier(each.column())
          + "::"
          + each.type();
    }
    return ofGroup(ddl);
  }

  private static String ofGroup(DatabaseChange ddl) {
    if (ddl instanceof DatabaseChange.AddKey each) {
      return alter(each.table()) + "ADD " + group("PRIMARY KEY", each.key());
    }
    if (ddl instanceof DatabaseChange.AddUnique each) {
      return alter(each.table()) + "ADD " + group("UNIQUE", each.unique());
    }
    if (ddl instanceof DatabaseChange.CreateIndex each) {
      return "CREATE INDEX "
          + identifier(each.index().name())
          + " ON "
          + table(each.table())
          + columns(each.index().columns());
    }
    if (ddl instanceof DatabaseChange.DropKey each) {
      return alter(each.table()) + "DROP CONSTRAINT " + identifier(each.name());
    }
    if (ddl instanceof DatabaseChange.DropUnique each) {
      return alter(each.table()) + "DROP CONSTRAINT " + identifier(each.name());
    }
    if (ddl instanceof DatabaseChange.DropForeignKey each) {
      return alter(each.table()) + "DROP CONSTRAINT " + identifier(each.name());
    }
    if (ddl instanceof DatabaseChange.DropIndex each) {
      return "DROP INDEX " + qualified(each.table().schema(), each.name());
    }
    DatabaseChange.AddForeignKey each = (DatabaseChange.AddForeignKey) ddl;
    return alter(each.table())
        + "ADD CONSTRAINT "
        + identifier(each.name())
        + " FOREIGN KEY "
        + columns(each.columns())
        + " REFERENCES "
        + table(each.target())
        + columns(each.targetColumns())
        + each.onDelete().map(action -> " ON DELETE " + action).orElse("")
        + each.onUpdate().map(action -> " ON UPDATE " + action).orElse("")
        + (each.deferrable() ? " DEFERRABLE" : "")
        + (each.initiallyDeferred() ? " INITIALLY DEFERRED" : "");
  }

  private static String column(DatabaseChange.Column column) {
    return identifier(column.name())
        + " "
        + column.type()
        + column.defaultValue().map(value -> " DEFAULT " + value(value)).orElse("")
        + (column.identity() ? " GENERATED BY DEFAULT AS IDENTITY" : "")
        + (column.required() ? " NOT NULL" : "");
  }

  private static String value(DatabaseChange.Default value) {
    return value.kind() == DatabaseChange.Default.Kind.TEXT
        ? "E'" + value.value().replace("\\", "\\\\").replace("'", "''") + "'"
        : value.value();
  }

  private static String group(String kind, DatabaseChange.Group group) {
    return "CONSTRAINT " + identifier(group.name()) + " " + kind + " " + columns(group.columns());
  }

  private static String columns(List<String> names) {
    return names.stream()
        .map(name -> identifier(name))
        .collect(Collectors.joining(", ", " (", ")"));
  }

  private static String alter(TableName table, String column) {
    return alter(table) + "ALTER COLUMN " + identifier(column) + " ";
  }

  private static String alter(TableName table) {
    return "ALTER TABLE " + table(table) + " ";
  }

  private static String table(TableName table) {
    return qualified(table.schema(), table.table());
  }
}
