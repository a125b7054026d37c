package dev.kizaki.engine.takeover;

import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.DriftItem;
import dev.kizaki.engine.catalog.ExpectedCatalog;
import dev.kizaki.engine.catalog.HeldName;
import dev.kizaki.engine.catalog.ObjectKind;
import dev.kizaki.engine.catalog.ObjectName;
import dev.kizaki.engine.catalog.Property;
import dev.kizaki.engine.plan.AddEnumValue;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameEntity;
import dev.kizaki.engine.plan.RenameEnum;
import dev.kizaki.engine.plan.RenameEnumValue;
import dev.kizaki.engine.plan.RenameField;
import dev.kizaki.engine.plan.RenameInDatabase;
import dev.kizaki.engine.postgres.ObjectChange;
import dev.kizaki.engine.shape.ElementKind;
import dev.kizaki.engine.shape.NamedElement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Goes through the pending statements in order and compares what each makes with what the database
 * has at that moment. The time grows with the statements and with the objects that no migration
 * made.
 */
public final class PendingStatements {
  private final ExistingObjects objects;
  private final ExistingLabels labels;
  private final boolean hasHistory;
  private final ObstacleText text;
  private final List<Takeover> takeovers = new ArrayList<>();
  private final List<Obstacle> obstacles = new ArrayList<>();
  private final Set<ObjectName> exempt = new HashSet<>();

  private PendingStatements(
      ExpectedCatalog expected,
      Collection<CatalogObject> found,
      Collection<HeldName> held,
      boolean hasHistory,
      String schema) {
    this.objects = new ExistingObjects(expected, found, held);
    this.labels = new ExistingLabels(expected, found);
    this.hasHistory = hasHistory;
    this.text = new ObstacleText(schema);
  }

  /**
   * Compares the pending migrations with a database.
   *
   * @param expected the objects of the applied migrations
   * @param found the objects of the database, with those of the tables that a migration adds
   * @param held the names that the migrations need and that the database has
   * @param hasHistory whether a migration is applied; otherwise nothing is taken over
   */
  public static Takeovers compare(
      List<PendingMigration> pending,
      ExpectedCatalog expected,
      Collection<CatalogObject> found,
      Collection<HeldName> held,
      boolean hasHistory,
      String schema) {
    PendingStatements statements = new PendingStatements(expected, found, held, hasHistory, schema);
    for (PendingMigration migration : pending) {
      migration.changes().forEach(each -> statements.run(migration, each));
    }
    return new Takeovers(statements.takeovers, statements.obstacles, statements.exempt);
  }

  private void run(PendingMigration migration, ObjectChange change) {
    PlanStatement statement = change.cause().statement();
    if (statement instanceof AddEnumValue add) {
      addValue(migration, change, add);
    } else {
      add(migration, change);
    }
    follow(change);
  }

  private void addValue(PendingMigration migration, ObjectChange change, AddEnumValue add) {
    CatalogObject after = change.enumAfter().orElseThrow();
    ObjectName name = after.name();
    String label = add.label().orElseGet(add::value);
    Optional<CatalogObject> existing = labels.with(name, label);
    if (existing.isEmpty()) {
      labels.add(after, label, add);
      if (change.rebuilt()) {
        labels.forget(name.name());
      }
      return;
    }
    Takeover takeover = new Takeover(migration.number(), change);
    List<DriftItem> differences = takeover.differences(Map.of(name, existing.get()));
    if (differences.isEmpty()) {
      takeovers.add(takeover);
      labels.take(name.name(), label).ifPresent(exempt::add);
    } else {
      obstacle(migration, change, differences);
    }
  }

  private void add(PendingMigration migration, ObjectChange change) {
    Set<ObjectName> taken = new LinkedHashSet<>();
    change.added().forEach(each -> taken.addAll(objects.inTheWayOf(each)));
    if (taken.isEmpty()) {
      return;
    }
    boolean same = change.added().stream().anyMatch(each -> taken.contains(each.name()));
    if (!hasHistory || !same || !Takeover.isPossible(change.cause().statement())) {
      obstacles.add(
          new Obstacle(
              migration.number(),
              migration.name(),
              change.cause(),
              text.ofNames(change.added(), objects),
              Optional.empty()));
      return;
    }
    Takeover takeover = new Takeover(migration.number(), change);
    List<DriftItem> differences = takeover.differences(objects.of(takeover.table()));
    if (differences.isEmpty()) {
      takeovers.add(takeover);
      change.added().forEach(each -> objects.take(each).ifPresent(exempt::add));
    } else {
      obstacle(migration, change, differences);
    }
  }

  private void obstacle(
      PendingMigration migration, ObjectChange change, List<DriftItem> differences) {
    obstacles.add(
        new Obstacle(
            migration.number(),
            migration.name(),
            change.cause(),
            text.ofDifferences(differences, objects),
            nulls(differences)));
  }

  /** The column that the statement requires, if the database has it and does not require it. */
  private static Optional<Takeover.Nulls> nulls(List<DriftItem> differences) {
    return differences.stream()
        .filter(DriftItem.Changed.class::isInstance)
        .map(DriftItem.Changed.class::cast)
        .filter(each -> each.properties().contains(Property.NULLABILITY))
        .filter(each -> each.expected().values(Property.NULLABILITY).contains("not null"))
        .map(each -> new Takeover.Nulls(each.name().table().orElseThrow(), each.name().name()))
        .findFirst();
  }

  /** What the statement does to the objects that no migration made. */
  private void follow(ObjectChange change) {
    Optional<String> before = change.subject().flatMap(ObjectChange.Subject::before);
    Optional<String> after = change.subject().flatMap(ObjectChange.Subject::after);
    PlanStatement statement = change.cause().statement();
    Optional<RenameInDatabase> inDatabase =
        Optional.of(statement)
            .filter(RenameInDatabase.class::isInstance)
            .map(RenameInDatabase.class::cast);
    Optional<ElementKind> renamed = inDatabase.map(rename -> rename.element().kind());
    if (statement.element() instanceof NamedElement.SequenceElement) {
      // no object of others belongs to a sequence
      return;
    }
    if (statement instanceof RenameEntity || renamed.equals(Optional.of(ElementKind.ENTITY))) {
      objects.renameTable(before.orElseThrow(), after.orElseThrow());
    } else if (statement instanceof RenameEnum || renamed.equals(Optional.of(ElementKind.ENUM))) {
      labels.renameEnum(before.orElseThrow(), after.orElseThrow());
    } else if (statement instanceof RenameEnumValue rename) {
      if (rename.kept().isEmpty()) {
        labels.renameLabel(before.orElseThrow(), rename.from(), rename.to());
      }
    } else if (renamed.equals(Optional.of(ElementKind.VALUE))) {
      labels.renameLabel(before.orElseThrow(), inDatabase.get().from(), inDatabase.get().to());
    } else if (change.rebuilt() && !(statement instanceof AddEnumValue)) {
      labels.forget(before.orElseThrow());
    } else if (before.isPresent() && after.isEmpty()) {
      objects.dropTable(before.get());
      labels.forget(before.get());
    } else if (before.isPresent()) {
      columns(statement, change, before.get());
    }
  }

  private void columns(PlanStatement statement, ObjectChange change, String table) {
    List<String> gone =
        change.removed().stream()
            .filter(each -> each.kind() == ObjectKind.COLUMN)
            .map(ObjectName::name)
            .toList();
    boolean renames = statement instanceof RenameField || statement instanceof RenameInDatabase;
    if (renames && !gone.isEmpty()) {
      change.added().stream()
          .map(CatalogObject::name)
          .filter(each -> each.kind() == ObjectKind.COLUMN)
          .forEach(each -> objects.renameColumn(table, gone.get(0), each.name()));
    } else {
      gone.forEach(each -> objects.dropColumn(table, each));
    }
  }
}
