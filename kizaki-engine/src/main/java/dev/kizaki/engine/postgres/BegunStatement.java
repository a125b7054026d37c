package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.catalog.CatalogComparison;
import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.DriftItem;
import dev.kizaki.engine.catalog.ExpectedCatalog;
import dev.kizaki.engine.catalog.ObjectKind;
import dev.kizaki.engine.catalog.ObjectName;
import dev.kizaki.engine.catalog.Property;
import dev.kizaki.engine.sql.LockMode;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.RowAccess;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.TableName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes back a statement of which a migration in stages has run only some commands. How far it is
 * shows in the catalog: what differs from the objects before the statement, and is the statement's
 * own work, gets what it had. What others have made meanwhile stays, because only objects count
 * that the commands name, or that differ before and after the statement.
 */
final class BegunStatement {
  private final ExpectedCatalog before;
  private final ExpectedCatalog after;
  private final Map<ObjectName, CatalogObject> found = new LinkedHashMap<>();
  private final String commands;
  private final Optional<String> lost;
  private final String schema;
  private final RestoringSql restoring;
  private final List<DriftItem> items = new ArrayList<>();
  private final List<CatalogObject> dropped = new ArrayList<>();
  private final List<CatalogObject> madeAgain = new ArrayList<>();
  private final List<String> impossible = new ArrayList<>();

  /** The first words of types of which each takes a value of another as it is, or refuses it. */
  private static final List<Pattern> LIKE =
      List.of(
          Pattern.compile("smallint|integer|bigint"),
          Pattern.compile("text|character varying(\\(\\d+\\))?|varchar(\\(\\d+\\))?"));

  /**
   * @param before what is expected before the statement
   * @param after what is expected after it
   * @param found the objects in the database, without helpers
   * @param run the commands that were run or begun
   * @param lost why the whole statement cannot be reversed
   */
  BegunStatement(
      ExpectedCatalog before,
      ExpectedCatalog after,
      Collection<CatalogObject> found,
      List<SqlCommand> run,
      Optional<String> lost,
      String schema) {
    this.before = before;
    this.after = after;
    found.forEach(each -> this.found.put(each.name(), each));
    this.commands = run.stream().map(SqlCommand::text).collect(Collectors.joining("\n"));
    this.lost = lost;
    this.schema = schema;
    this.restoring = new RestoringSql(schema);
    before.objects().values().forEach(this::compare);
    this.found.values().stream()
        .filter(each -> !before.objects().containsKey(each.name()) && isNamed(each.name()))
        .forEach(this::added);
  }

  /** What cannot be given back, as lines of a message. */
  List<String> impossible() {
    return impossible;
  }

  /**
   * Whether all that the statement changes is changed, but for constraints that are not valid yet.
   * Then the statement can be reversed as a whole.
   */
  boolean isNearlyWhole() {
    boolean gone =
        before.objects().keySet().stream()
            .filter(each -> !after.objects().containsKey(each))
            .noneMatch(found::containsKey);
    return gone
        && after.objects().values().stream()
            .filter(each -> !each.equals(before.objects().get(each.name())) || isNamed(each.name()))
            .allMatch(each -> isLike(each, found.get(each.name())));
  }

  private static boolean isLike(CatalogObject expected, CatalogObject now) {
    return now != null
        && (isMadeAnew(expected.name().kind())
            || CatalogComparison.differing(expected, now).isEmpty());
  }

  private void compare(CatalogObject expected) {
    ObjectName name = expected.name();
    if (before.shared().contains(name.table().orElse(name.name()))) {
      return;
    }
    boolean changes = !expected.equals(after.objects().get(name));
    CatalogObject now = found.get(name);
    if (!changes && !isNamed(name)) {
      return;
    }
    if (now == null) {
      items.add(new DriftItem.Missing(expected));
      return;
    }
    if (isComputedAnew(expected)) {
      impossible.add(name.text() + " was made again with another expression");
      return;
    }
    List<Property> differing = CatalogComparison.differing(expected, now);
    if (isMadeAnew(name.kind())) {
      if (isNamed(name) && (changes || !differing.isEmpty())) {
        dropped.add(now);
        madeAgain.add(expected);
      }
    } else if (!differing.isEmpty()) {
      items.add(new DriftItem.Changed(expected, now, differing));
    }
  }

  /**
   * Whether a generated column was dropped and added with another expression, which the catalog
   * prints in another form than the plan. Its grants and comments went over to the new column, and
   * only the whole statement can be reversed with them.
   */
  private boolean isComputedAnew(CatalogObject expected) {
    CatalogObject later = after.objects().get(expected.name());
    return expected.name().kind() == ObjectKind.COLUMN
        && later != null
        && !later.values(Property.GENERATED).isEmpty()
        && !later.values(Property.GENERATED).equals(expected.values(Property.GENERATED))
        && commands.contains("ADD COLUMN " + Quoting.identifier(expected.name().name()));
  }

  private void added(CatalogObject now) {
    if (now.name().kind() == ObjectKind.COLUMN || isMadeAnew(now.name().kind())) {
      items.add(new DriftItem.Added(now));
    } else if (after.objects().containsKey(now.name())) {
      impossible.add(lost.orElseGet(new DriftItem.Added(now)::text));
    }
  }

  /**
   * Whether such an object is dropped and made again: PostgreSQL cannot change it, and its
   * expression may differ although it cannot be compared.
   */
  private static boolean isMadeAnew(ObjectKind kind) {
    return switch (kind) {
      case PRIMARY_KEY, UNIQUE, FOREIGN_KEY, CHECK, INDEX -> true;
      default -> false;
    };
  }

  private boolean isNamed(ObjectName name) {
    return commands.contains(Quoting.identifier(name.name()));
  }

  /** Writes the commands. */
  void write(SqlScript script) {
    requireCurrentNames();
    dropped.sort(Comparator.comparing(each -> each.name().kind() != ObjectKind.FOREIGN_KEY));
    dropped.forEach(each -> add(script, each, restoring.drop(each.name())));
    RestoringOrder order = new RestoringOrder(items, schema);
    for (DriftItem item : order.items()) {
      if (order.isRenamedBack(item)) {
        continue;
      }
      List<String> texts = losesValues(item, order) ? List.of() : commands(item, order);
      if (texts.isEmpty()) {
        impossible.add(lost.orElseGet(item::text));
      }
      CatalogObject object =
          item instanceof DriftItem.Added added ? added.found() : before.objects().get(item.name());
      texts.forEach(text -> add(script, object, text));
    }
    madeAgain.sort(Comparator.comparing(each -> each.name().kind() == ObjectKind.FOREIGN_KEY));
    madeAgain.forEach(each -> restoring.create(each).forEach(text -> add(script, each, text)));
    madeSequences()
        .forEach(
            name ->
                script.add(
                    sql("DROP SEQUENCE IF EXISTS").qualified(schema, name), new Footprint()));
  }

  /** The sequences for columns, which may have been made and not yet belong to their columns. */
  private List<String> madeSequences() {
    List<String> old = sequences(before);
    return sequences(after).stream()
        .filter(name -> !old.contains(name))
        .filter(name -> commands.contains("CREATE SEQUENCE " + Quoting.qualified(schema, name)))
        .toList();
  }

  private static List<String> sequences(ExpectedCatalog catalog) {
    return catalog.objects().values().stream()
        .flatMap(each -> each.values(Property.SEQUENCE).stream().limit(1))
        .toList();
  }

  /** An expression may have a name from before a rename that could not be followed. */
  private void requireCurrentNames() {
    boolean expressions =
        Stream.concat(
                madeAgain.stream(),
                items.stream()
                    .filter(DriftItem.Missing.class::isInstance)
                    .map(each -> ((DriftItem.Missing) each).expected()))
            .anyMatch(
                each ->
                    !each.values(Property.EXPRESSION).isEmpty()
                        || !each.values(Property.EXPRESSIONS).isEmpty()
                        || !each.values(Property.PREDICATE).isEmpty());
    if (expressions) {
      lost.ifPresent(impossible::add);
    }
  }

  /** Whether a column is gone that cannot be made again with its values. */
  private boolean losesValues(DriftItem item, RestoringOrder order) {
    return lost.isPresent()
        && item instanceof DriftItem.Missing
        && item.name().kind() == ObjectKind.COLUMN
        && !order.isRename(item);
  }

  private List<String> commands(DriftItem item, RestoringOrder order) {
    if (item instanceof DriftItem.Changed changed
        && lost.isEmpty()
        && item.name().kind() == ObjectKind.COLUMN
        && changed.properties().contains(Property.TYPE)) {
      return retyped(changed);
    }
    return order.commands(item);
  }

  /**
   * Gives a column its type back, if PostgreSQL refuses a value that does not fit, and the rest of
   * what it had.
   */
  private List<String> retyped(DriftItem.Changed changed) {
    String type = changed.expected().values(Property.TYPE).get(0);
    String now = changed.found().values(Property.TYPE).get(0);
    if (LIKE.stream()
        .noneMatch(each -> each.matcher(type).matches() && each.matcher(now).matches())) {
      return List.of();
    }
    List<Property> others =
        changed.properties().stream().filter(each -> each != Property.TYPE).toList();
    List<String> commands = new ArrayList<>();
    commands.add(
        sql("ALTER TABLE")
            .table(new TableName(schema, changed.name().table().orElseThrow()))
            .words("ALTER COLUMN")
            .identifier(changed.name().name())
            .words("TYPE " + type)
            .text());
    if (!others.isEmpty()) {
      List<String> more =
          restoring.commands(new DriftItem.Changed(changed.expected(), changed.found(), others));
      if (more.isEmpty()) {
        return List.of();
      }
      commands.addAll(more);
    }
    return commands;
  }

  private void add(SqlScript script, CatalogObject object, String text) {
    Footprint footprint = new Footprint();
    object
        .name()
        .table()
        .ifPresent(table -> footprint.alters(new TableName(schema, table), RowAccess.SCAN));
    List<String> target = object.values(Property.TARGET);
    if (!target.isEmpty()) {
      footprint.locks(
          new TableName(target.get(0), target.get(1)),
          LockMode.ACCESS_EXCLUSIVE,
          RowAccess.CATALOG);
    }
    script.add(sql(text), footprint);
  }
}
