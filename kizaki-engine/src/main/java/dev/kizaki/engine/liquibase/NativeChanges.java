package dev.kizaki.engine.liquibase;

import dev.kizaki.engine.changelog.NativeTypes;
import dev.kizaki.engine.sql.DatabaseChange;
import dev.kizaki.engine.sql.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import liquibase.change.Change;
import liquibase.change.core.AddColumnChange;
import liquibase.change.core.AddDefaultValueChange;
import liquibase.change.core.AddForeignKeyConstraintChange;
import liquibase.change.core.AddNotNullConstraintChange;
import liquibase.change.core.AddPrimaryKeyChange;
import liquibase.change.core.AddUniqueConstraintChange;
import liquibase.change.core.CreateIndexChange;
import liquibase.change.core.CreateTableChange;
import liquibase.change.core.DeleteDataChange;
import liquibase.change.core.DropColumnChange;
import liquibase.change.core.DropDefaultValueChange;
import liquibase.change.core.DropForeignKeyConstraintChange;
import liquibase.change.core.DropIndexChange;
import liquibase.change.core.DropNotNullConstraintChange;
import liquibase.change.core.DropPrimaryKeyChange;
import liquibase.change.core.DropSequenceChange;
import liquibase.change.core.DropTableChange;
import liquibase.change.core.DropUniqueConstraintChange;
import liquibase.change.core.InsertDataChange;
import liquibase.change.core.ModifyDataTypeChange;
import liquibase.change.core.RenameColumnChange;
import liquibase.change.core.RenameSequenceChange;
import liquibase.change.core.RenameTableChange;

/** Converts the effect of a command to Liquibase's change types. */
final class NativeChanges implements DatabaseChange.Visitor<List<Change>> {
  private NativeChanges() {}

  /** The changes that together have the effect of the command. */
  static List<Change> of(DatabaseChange ddl) {
    return ddl.accept(new NativeChanges());
  }

  /**
   * In {@code createTable}, Liquibase takes the columns of a key or unique in the order of the
   * table. Therefore every unique, and a key whose order differs, becomes a change of its own.
   */
  @Override
  public List<Change> visitCreateTable(DatabaseChange.CreateTable create) {
    CreateTableChange change = new CreateTableChange();
    change.setSchemaName(create.table().schema());
    change.setTableName(create.table().table());
    List<String> names = create.columns().stream().map(DatabaseChange.Column::name).toList();
    Optional<DatabaseChange.Group> inTable =
        create.key().filter(key -> isInOrder(key.columns(), names));
    for (DatabaseChange.Column column : create.columns()) {
      change.addColumn(Columns.column(column, inTable));
    }
    List<Change> changes = new ArrayList<>(List.of(change));
    if (inTable.isEmpty()) {
      create.key().ifPresent(key -> changes.add(addKey(create.table(), key)));
    }
    create.uniques().forEach(unique -> changes.add(addUnique(create.table(), unique)));
    return changes;
  }

  private static boolean isInOrder(List<String> columns, List<String> table) {
    return columns.equals(table.stream().filter(columns::contains).toList());
  }

  @Override
  public List<Change> visitRenameTable(DatabaseChange.RenameTable rename) {
    RenameTableChange change = new RenameTableChange();
    change.setSchemaName(rename.table().schema());
    change.setOldTableName(rename.table().table());
    change.setNewTableName(rename.to());
    return List.of(change);
  }

  @Override
  public List<Change> visitDropTable(DatabaseChange.DropTable drop) {
    DropTableChange change = new DropTableChange();
    change.setSchemaName(drop.table().schema());
    change.setTableName(drop.table().table());
    return List.of(change);
  }

  @Override
  public List<Change> visitAddColumn(DatabaseChange.AddColumn add) {
    AddColumnChange change = new AddColumnChange();
    change.setSchemaName(add.table().schema());
    change.setTableName(add.table().table());
    change.addColumn(Columns.added(add.column()));
    return List.of(change);
  }

  @Override
  public List<Change> visitRenameColumn(DatabaseChange.RenameColumn rename) {
    RenameColumnChange change = new RenameColumnChange();
    change.setSchemaName(rename.table().schema());
    change.setTableName(rename.table().table());
    change.setOldColumnName(rename.from());
    change.setNewColumnName(rename.to());
    return List.of(change);
  }

  @Override
  public List<Change> visitDropColumn(DatabaseChange.DropColumn drop) {
    DropColumnChange change = new DropColumnChange();
    change.setSchemaName(drop.table().schema());
    change.setTableName(drop.table().table());
    change.setColumnName(drop.column());
    return List.of(change);
  }

  @Override
  public List<Change> visitSetRequired(DatabaseChange.SetRequired set) {
    AddNotNullConstraintChange change = new AddNotNullConstraintChange();
    change.setSchemaName(set.table().schema());
    change.setTableName(set.table().table());
    change.setColumnName(set.column());
    return List.of(change);
  }

  @Override
  public List<Change> visitDropRequired(DatabaseChange.DropRequired drop) {
    DropNotNullConstraintChange change = new DropNotNullConstraintChange();
    change.setSchemaName(drop.table().schema());
    change.setTableName(drop.table().table());
    change.setColumnName(drop.column());
    return List.of(change);
  }

  @Override
  public List<Change> visitSetDefault(DatabaseChange.SetDefault set) {
    AddDefaultValueChange change = new AddDefaultValueChange();
    change.setSchemaName(set.table().schema());
    change.setTableName(set.table().table());
    change.setColumnName(set.column());
    Columns.setDefault(change, set.value());
    return List.of(change);
  }

  @Override
  public List<Change> visitDropDefault(DatabaseChange.DropDefault drop) {
    DropDefaultValueChange change = new DropDefaultValueChange();
    change.setSchemaName(drop.table().schema());
    change.setTableName(drop.table().table());
    change.setColumnName(drop.column());
    return List.of(change);
  }

  @Override
  public List<Change> visitSetType(DatabaseChange.SetType set) {
    ModifyDataTypeChange change = new ModifyDataTypeChange();
    change.setSchemaName(set.table().schema());
    change.setTableName(set.table().table());
    change.setColumnName(set.column());
    change.setNewDataType(NativeTypes.written(set.type()).orElseThrow());
    return List.of(change);
  }

  @Override
  public List<Change> visitAddKey(DatabaseChange.AddKey add) {
    return List.of(addKey(add.table(), add.key()));
  }

  @Override
  public List<Change> visitAddUnique(DatabaseChange.AddUnique add) {
    return List.of(addUnique(add.table(), add.unique()));
  }

  @Override
  public List<Change> visitCreateIndex(DatabaseChange.CreateIndex create) {
    CreateIndexChange change = new CreateIndexChange();
    change.setSchemaName(create.table().schema());
    change.setTableName(create.table().table());
    change.setIndexName(create.index().name());
    create.index().columns().forEach(column -> change.addColumn(Columns.named(column)));
    return List.of(change);
  }

  @Override
  public List<Change> visitDropKey(DatabaseChange.DropKey drop) {
    DropPrimaryKeyChange change = new DropPrimaryKeyChange();
    change.setSchemaName(drop.table().schema());
    change.setTableName(drop.table().table());
    change.setConstraintName(drop.name());
    return List.of(change);
  }

  @Override
  public List<Change> visitDropUnique(DatabaseChange.DropUnique drop) {
    DropUniqueConstraintChange change = new DropUniqueConstraintChange();
    change.setSchemaName(drop.table().schema());
    change.setTableName(drop.table().table());
    change.setConstraintName(drop.name());
    return List.of(change);
  }

  @Override
  public List<Change> visitDropIndex(DatabaseChange.DropIndex drop) {
    DropIndexChange change = new DropIndexChange();
    change.setSchemaName(drop.table().schema());
    change.setTableName(drop.table().table());
    change.setIndexName(drop.name());
    return List.of(change);
  }

  @Override
  public List<Change> visitAddForeignKey(DatabaseChange.AddForeignKey add) {
    AddForeignKeyConstraintChange change = new AddForeignKeyConstraintChange();
    change.setBaseTableSchemaName(add.table().schema());
    change.setBaseTableName(add.table().table());
    change.setBaseColumnNames(String.join(", ", add.columns()));
    change.setConstraintName(add.name());
    change.setReferencedTableSchemaName(add.target().schema());
    change.setReferencedTableName(add.target().table());
    change.setReferencedColumnNames(String.join(", ", add.targetColumns()));
    add.onDelete().ifPresent(change::setOnDelete);
    add.onUpdate().ifPresent(change::setOnUpdate);
    if (add.deferrable()) {
      change.setDeferrable(true);
    }
    if (add.initiallyDeferred()) {
      change.setInitiallyDeferred(true);
    }
    return List.of(change);
  }

  @Override
  public List<Change> visitDropForeignKey(DatabaseChange.DropForeignKey drop) {
    DropForeignKeyConstraintChange change = new DropForeignKeyConstraintChange();
    change.setBaseTableSchemaName(drop.table().schema());
    change.setBaseTableName(drop.table().table());
    change.setConstraintName(drop.name());
    return List.of(change);
  }

  @Override
  public List<Change> visitRenameSequence(DatabaseChange.RenameSequence rename) {
    RenameSequenceChange change = new RenameSequenceChange();
    change.setSchemaName(rename.schema());
    change.setOldSequenceName(rename.from());
    change.setNewSequenceName(rename.to());
    return List.of(change);
  }

  @Override
  public List<Change> visitDropSequence(DatabaseChange.DropSequence drop) {
    DropSequenceChange change = new DropSequenceChange();
    change.setSchemaName(drop.schema());
    change.setSequenceName(drop.name());
    return List.of(change);
  }

  @Override
  public List<Change> visitInsertRow(DatabaseChange.InsertRow insert) {
    InsertDataChange change = new InsertDataChange();
    change.setSchemaName(insert.table().schema());
    change.setTableName(insert.table().table());
    insert.values().forEach(cell -> change.addColumn(Columns.value(cell)));
    return List.of(change);
  }

  @Override
  public List<Change> visitDeleteRows(DatabaseChange.DeleteRows delete) {
    DeleteDataChange change = new DeleteDataChange();
    change.setSchemaName(delete.table().schema());
    change.setTableName(delete.table().table());
    change.setWhere(delete.where());
    return List.of(change);
  }

  private static Change addKey(TableName table, DatabaseChange.Group key) {
    AddPrimaryKeyChange change = new AddPrimaryKeyChange();
    change.setSchemaName(table.schema());
    change.setTableName(table.table());
    change.setConstraintName(key.name());
    change.setColumnNames(String.join(", ", key.columns()));
    return change;
  }

  private static Change addUnique(TableName table, DatabaseChange.Group unique) {
    AddUniqueConstraintChange change = new AddUniqueConstraintChange();
    change.setSchemaName(table.schema());
    change.setTableName(table.table());
    change.setConstraintName(unique.name());
    change.setColumnNames(String.join(", ", unique.columns()));
    return change;
  }
}
