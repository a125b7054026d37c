package dev.kizaki.engine.postgres;

import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityField;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.ForeignKey;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.sql.OnlineForm;
import dev.kizaki.engine.sql.OnlineStep;
import dev.kizaki.engine.sql.ReplacedColumn;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.TableName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Writes a change of the types of columns that blocks nobody. Beside each column a shadow column of
 * the new type is filled and kept up to date; all indexes and constraints over the columns are made
 * for the shadow columns too. Last, one transaction drops the columns with all that belongs to
 * them, and gives the names to what was made. The final catalog is that of the plain change, but
 * for the order of the columns.
 */
final class ShadowSql {
  private final DatabaseMapping mapping;
  private final SqlScript script;
  private final ColumnSql columns;
  private final ReferenceSql references;
  private final ShadowPlanner planner;

  /** The changes whose online form was written, by the index of their statement. */
  private final Map<Integer, ShadowChange> written = new LinkedHashMap<>();

  /** Writes the online form of the current statement. */
  private Optional<Runnable> current = Optional.empty();

  ShadowSql(
      DatabaseMapping mapping,
      DatabaseMapping initial,
      SqlScript script,
      ColumnSql columns,
      TypeSql types,
      ReferenceSql references) {
    this.mapping = mapping;
    this.script = script;
    this.columns = columns;
    this.references = references;
    this.planner = new ShadowPlanner(mapping, initial, script, columns, types);
  }

  /**
   * The current statement, which has not been applied, changes the type of a column. Nothing is
   * written if this cannot be done by shadow columns.
   *
   * @param before the field before the change, with the names that it has in the database
   * @param after the field after it, with the type of its column
   */
  void begin(ChangeField change, EntityField before, Field after) {
    begin(planner.of(change, before, after));
  }

  /** The same for columns of a type that is created again. */
  void begin(
      List<ShadowColumn> shadows,
      String replacedType,
      List<SqlCommand> preparing,
      List<SqlCommand> moved) {
    begin(planner.of(shadows, Optional.of(replacedType), preparing, List.of(), moved));
  }

  private void begin(ShadowChange change) {
    if (isPossible(change)) {
      current = Optional.of(() -> write(change));
    }
  }

  /**
   * The current statement creates the type of columns again only because a new value of it cannot
   * be used in the transaction that adds it.
   *
   * @param addition adds the value
   */
  void beginAddition(List<EntityField> fields, SqlCommand addition) {
    Set<TableName> tables =
        fields.stream()
            .map(each -> mapping.table(each.entity().name()))
            .filter(each -> !script.isNew(each))
            .collect(Collectors.toSet());
    Set<String> paths = fields.stream().map(EntityField::path).collect(Collectors.toSet());
    List<ForeignKey> keys =
        mapping
            .shape()
            .foreignKeys()
            .filter(
                key ->
                    key.fields().stream()
                        .anyMatch(each -> paths.contains(key.entity().name() + "." + each)))
            .toList();
    Set<String> names = keys.stream().map(mapping::foreignKey).collect(Collectors.toSet());
    if (!tables.isEmpty() && keys.stream().noneMatch(references::isPending)) {
      current =
          Optional.of(
              () -> {
                if (script.addsForeignKeysOnly(names)) {
                  script.standsForStatement(
                      tables, List.of(new OnlineStep.Committed(addition)), List.of());
                }
              });
    }
  }

  /**
   * The current statement adds an index, which can be built over columns that are filled already
   * and replace others later.
   */
  void begin(String entity, Index index) {
    Map<Integer, ShadowChange> under = new LinkedHashMap<>(written);
    under.values().removeIf(change -> !change.contains(entity, index));
    if (!under.isEmpty()) {
      current = Optional.of(() -> writeEarly(entity, index, under));
    }
  }

  private void writeEarly(String entity, Index index, Map<Integer, ShadowChange> under) {
    List<ShadowColumn> shadowed =
        under.values().stream()
            .flatMap(change -> change.columns().stream())
            .filter(each -> index.allFields().anyMatch(field -> each.isOf(entity, field)))
            .toList();
    Entity now = mapping.shape().entity(entity).orElseThrow();
    boolean known =
        shadowed.stream()
            .allMatch(
                each ->
                    now.field(each.before().name()).isPresent()
                        && mapping.columnName(entity, each.before().name()).equals(each.column()));
    long different = shadowed.stream().map(ShadowColumn::column).distinct().count();
    boolean replacesType =
        under.values().stream().anyMatch(each -> each.replacedType().isPresent());
    if (!known || replacesType || different < shadowed.size()) {
      return;
    }
    int place = now.indexes().indexOf(index);
    Optional<DatabaseMapping> shadows = shadows(ShadowChange.of(shadowed));
    if (place < 0 || shadows.isEmpty()) {
      return;
    }
    ShadowGroupSql group =
        new ShadowGroupSql(
            mapping,
            shadows.get(),
            script,
            entity,
            index,
            shadows.get().shape().entity(entity).orElseThrow().indexes().get(place));
    script.addEarly(new OnlineForm.Early(under.keySet(), List.of(group.build(), group.attach())));
  }

  /** The current statement gives a column that is there already a sequence of its own. */
  void begin(NumberedFieldSql numbered) {
    if (numbered.isPossible()) {
      current =
          Optional.of(
              () -> {
                if (script.addsForeignKeysOnly(Set.of())) {
                  script.standsForStatement(
                      Set.of(mapping.table(numbered.entity())), numbered.steps(), List.of());
                }
              });
    }
  }

  private boolean isPossible(ShadowChange change) {
    return !change.columns().isEmpty()
        && change.columns().stream()
            .noneMatch(
                each ->
                    script.isNew(each.table())
                        || each.of()
                            .entity()
                            .field(each.before().name())
                            .orElseThrow()
                            .isGenerated()
                        || each.of().entity().fields().stream()
                            .anyMatch(other -> other.isComputedFrom(each.before().name())))
        && references
            .throughIncluded(change.columns().stream().map(ShadowColumn::of).toList())
            .isEmpty()
        && foreignKeys(change, mapping).stream().noneMatch(references::isPending);
  }

  /** The statement has been applied, and all its commands are written. */
  void end() {
    Optional<Runnable> writing = current;
    current = Optional.empty();
    writing.ifPresent(Runnable::run);
  }

  private void write(ShadowChange change) {
    Optional<DatabaseMapping> shadows = shadows(change);
    List<ForeignKey> keys = foreignKeys(change, mapping);
    if (shadows.isEmpty() || keys.stream().anyMatch(references::isPending)) {
      return;
    }
    ShadowSteps steps =
        new ShadowSteps(mapping, shadows.get(), script, columns, references, change);
    List<OnlineStep> online = steps.list();
    Set<String> names = new TreeSet<>(change.dependents());
    names.addAll(steps.made());
    if (!script.addsForeignKeysOnly(names)) {
      return;
    }
    names.addAll(planner.initialNames());
    // One set for all columns, because each column would otherwise have a copy.
    Set<String> dependents = Set.copyOf(names);
    script.standsForStatement(
        change.columns().stream().map(ShadowColumn::table).collect(Collectors.toSet()),
        online,
        change.columns().stream()
            .map(
                each ->
                    new ReplacedColumn(
                        each.table(), each.column(), mapping.types().sql(each.type()), dependents))
            .toList());
    written.put(script.statement(), change);
  }

  /** The foreign keys from and to the columns. */
  private static List<ForeignKey> foreignKeys(ShadowChange change, DatabaseMapping mapping) {
    return mapping.shape().foreignKeys().filter(change::contains).toList();
  }

  /**
   * The database in which the columns have the names of the shadow columns; absent if it is not
   * certain where an expression names a column.
   */
  private Optional<DatabaseMapping> shadows(ShadowChange change) {
    return ShadowShape.of(mapping.shape(), change)
        .map(
            shape ->
                new DatabaseMapping(
                    mapping.schema(), mapping.names(), shape, mapping.laterEntities()));
  }
}
