package dev.kizaki.engine.postgres;

import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.DefaultText;
import dev.kizaki.engine.catalog.ExpectedCatalog;
import dev.kizaki.engine.catalog.ObjectKind;
import dev.kizaki.engine.catalog.ObjectName;
import dev.kizaki.engine.catalog.Property;
import dev.kizaki.engine.shape.BuiltInUser;
import dev.kizaki.engine.shape.Check;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.DeclaredSequence;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.ForeignKey;
import dev.kizaki.engine.shape.ShapeView;
import dev.kizaki.engine.shape.SystemEntity;
import dev.kizaki.engine.sql.TableName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Describes a shape as the catalog objects that its migrations create, by the same rules as {@link
 * PostgresGenerator}.
 */
public final class ExpectedObjects {
  private final DatabaseMapping mapping;
  private final List<CatalogObject> objects = new ArrayList<>();
  private final Set<String> shared = new HashSet<>();

  private ExpectedObjects(DatabaseMapping mapping) {
    this.mapping = mapping;
  }

  /**
   * The objects of a database to which all migrations of the shape are applied.
   *
   * @param schema the PostgreSQL schema that holds the tables
   * @param names the naming rules of the shape's snapshot
   */
  public static ExpectedCatalog of(ShapeView shape, String schema, DatabaseNames names) {
    return of(new DatabaseMapping(schema, names, shape, Map.of()));
  }

  /** The tables among {@link #of(ShapeView, String, DatabaseNames) these objects}. */
  public static Set<String> tables(ShapeView shape, DatabaseNames names) {
    Set<String> tables = new HashSet<>();
    shape.entities().forEach(each -> tables.add(names.table(each)));
    shape.systemEntities().stream()
        .filter(each -> each instanceof BuiltInUser user && user.from().isEmpty())
        .forEach(each -> tables.add(names.table((BuiltInUser) each)));
    return tables;
  }

  /** The objects of the mapping's shape, which can be one in the middle of a plan. */
  static ExpectedCatalog of(DatabaseMapping mapping) {
    ExpectedObjects expected = new ExpectedObjects(mapping);
    ShapeView shape = mapping.shape();
    shape.enums().forEach(expected::add);
    shape.sequences().forEach(expected::add);
    shape.systemEntities().forEach(expected::add);
    shape.entities().forEach(expected::add);
    return ExpectedCatalog.of(expected.objects, expected.shared);
  }

  /** The objects of one entity. */
  static List<CatalogObject> of(Entity entity, DatabaseMapping mapping) {
    ExpectedObjects expected = new ExpectedObjects(mapping);
    expected.add(entity);
    return List.copyOf(expected.objects);
  }

  /** The object of one enum. */
  static CatalogObject of(EnumType type, DatabaseMapping mapping) {
    ExpectedObjects expected = new ExpectedObjects(mapping);
    expected.add(type);
    return expected.objects.get(0);
  }

  /** The object of one sequence. */
  static CatalogObject of(DeclaredSequence sequence, DatabaseMapping mapping) {
    ExpectedObjects expected = new ExpectedObjects(mapping);
    expected.add(sequence);
    return expected.objects.get(0);
  }

  private void add(DeclaredSequence sequence) {
    objects.add(
        CatalogObject.of(ObjectName.of(ObjectKind.SEQUENCE, mapping.names().sequence(sequence)))
            .with(
                Property.OPTIONS,
                SequenceClauses.described(sequence.options(), DeclaredSequence.USUAL_TYPE)));
  }

  private void add(EnumType type) {
    objects.add(
        CatalogObject.of(ObjectName.of(ObjectKind.ENUM, mapping.names().enumType(type)))
            .with(Property.VALUES, type.allLabels()));
  }

  /**
   * The users' table may have existed before and belong to others as well, so only its key is
   * expected.
   */
  private void add(SystemEntity entity) {
    entity
        .table()
        .filter(table -> table.schema().equals(mapping.schema()))
        .ifPresent(table -> shared.add(table.table()));
    if (entity instanceof BuiltInUser user && user.from().isEmpty()) {
      addOwn(user);
    }
  }

  private void addOwn(BuiltInUser user) {
    String table = mapping.names().table(user);
    shared.add(table);
    objects.add(CatalogObject.of(ObjectName.of(ObjectKind.TABLE, table)));
    objects.add(
        CatalogObject.of(ObjectName.of(ObjectKind.COLUMN, table, BuiltInUser.KEY_FIELD))
            .with(Property.TYPE, mapping.types().sql(user.key().get(0).type())));
  }

  private void add(Entity entity) {
    String table = mapping.table(entity.name()).table();
    objects.add(CatalogObject.of(ObjectName.of(ObjectKind.TABLE, table)));
    entity.fields().forEach(field -> objects.add(column(entity, table, field)));
    GroupObjects groups = new GroupObjects(mapping);
    entity.groups().forEach(group -> objects.add(groups.of(entity.name(), group)));
    entity.checks().forEach(check -> objects.add(check(entity, table, check)));
    ForeignKey.of(entity)
        .filter(mapping::hasTarget)
        .forEach(key -> objects.add(foreignKey(table, key)));
  }

  private CatalogObject check(Entity entity, String table, Check check) {
    CatalogObject object =
        CatalogObject.of(
                ObjectName.of(ObjectKind.CHECK, table, mapping.names().check(entity, check)))
            .with(Property.EXPRESSION, check.sql());
    return check.notValid() ? object.with(Property.ANOMALIES, Property.NOT_VALID) : object;
  }

  private CatalogObject column(Entity entity, String table, Field field) {
    FieldType columnType = mapping.columnType(field);
    String type = mapping.types().sql(columnType);
    CatalogObject column =
        CatalogObject.of(
                ObjectName.of(ObjectKind.COLUMN, table, mapping.columnName(entity, field.name())))
            .with(Property.TYPE, type)
            .with(Property.NULLABILITY, field.nullable() ? "null" : "not null");
    if (field.ownsSequence()) {
      return withSequence(column, entity, field, type);
    }
    if (field.generated().isPresent()) {
      DefaultValue.Generated generated = field.generated().get();
      return column.with(
          Property.GENERATED,
          List.of(generated.virtual() ? "virtual" : "stored", generated.expression().text()));
    }
    return field
        .defaultValue()
        .map(value -> column.with(Property.DEFAULT, defaultText(value, columnType, type)))
        .orElse(column);
  }

  private CatalogObject withSequence(
      CatalogObject column, Entity entity, Field field, String type) {
    DefaultValue.OwnedSequence owned = field.ownedSequence().orElseThrow();
    String name = mapping.names().sequence(entity, field);
    List<String> sequence = new ArrayList<>(List.of(name));
    sequence.addAll(
        SequenceClauses.described(owned.options(), ((FieldType.Simple) field.type()).scalar()));
    CatalogObject described = column.with(Property.SEQUENCE, sequence);
    if (!owned.isIdentity()) {
      return described.with(
          Property.DEFAULT,
          DefaultText.canonical(
              type, type, Values.nextValue(new TableName(mapping.schema(), name))));
    }
    boolean always = owned.kind() == DefaultValue.OwnedSequence.Kind.ALWAYS;
    return described.with(Property.IDENTITY, always ? "always" : "by default");
  }

  private String defaultText(DefaultValue value, FieldType columnType, String type) {
    if (value instanceof DefaultValue.Expression given) {
      return DefaultText.expression(given.expression().text());
    }
    return DefaultText.canonical(type, type, mapping.values().sql(value, columnType));
  }

  private CatalogObject foreignKey(String table, ForeignKey key) {
    List<String> target = new ArrayList<>();
    target.add(mapping.table(key.target()).schema());
    target.add(mapping.table(key.target()).table());
    target.addAll(mapping.referencedColumns(key));
    CatalogObject object =
        CatalogObject.of(ObjectName.of(ObjectKind.FOREIGN_KEY, table, mapping.foreignKey(key)))
            .with(Property.COLUMNS, mapping.columnNames(key))
            .with(Property.TARGET, target)
            .with(Property.ON_DELETE, ReferenceClauses.sql(key.options().onDelete()))
            .with(Property.ON_UPDATE, ReferenceClauses.sql(key.options().onUpdate()))
            .with(Property.DEFERRABILITY, ReferenceClauses.sql(key.options().deferrability()));
    return key.options().notValid()
        ? object.with(Property.ANOMALIES, ReferenceClauses.NOT_VALID)
        : object;
  }
}
