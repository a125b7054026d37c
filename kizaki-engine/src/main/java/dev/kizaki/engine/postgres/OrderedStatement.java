package dev.kizaki.engine.postgres;

import dev.kizaki.engine.catalog.ObjectKind;
import dev.kizaki.engine.catalog.ObjectName;
import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.ObjectStatement;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.plan.RenameObject;
import dev.kizaki.engine.plan.RowStatement;
import dev.kizaki.engine.review.TakenAway;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import dev.kizaki.engine.sql.ReplacedColumn;
import dev.kizaki.engine.sql.RowAccess;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlStep;
import dev.kizaki.engine.sql.TableLock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What decides whether a statement can be carried out before or after another one.
 *
 * @param takes whether it takes something away from the application of before
 * @param takesLong whether it can run in stages
 * @param mayMove whether it may be moved; what others do meanwhile does not matter to it
 * @param mayBePassed whether others may be moved past it
 * @param names the names of what it makes, changes or uses in its tables
 * @param ofSchema the names of what it makes, changes, removes or uses in the schema, but for
 *     tables that it only changes
 * @param tables the names of its tables
 * @param replaced the columns that it replaces in stages
 * @param words all words in its commands, in lower case
 */
record OrderedStatement(
    boolean takes,
    boolean takesLong,
    boolean mayMove,
    boolean mayBePassed,
    Set<String> names,
    Set<String> ofSchema,
    Set<String> tables,
    Set<String> replaced,
    Set<String> words) {
  private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*");

  OrderedStatement {
    names = Set.copyOf(names);
    ofSchema = Set.copyOf(ofSchema);
    tables = Set.copyOf(tables);
    replaced = Set.copyOf(replaced);
    words = Set.copyOf(words);
  }

  /**
   * The statements of a plan.
   *
   * @param written the steps of each one
   * @param schema the PostgreSQL schema that holds the tables
   */
  static List<OrderedStatement> of(
      List<ObjectChange> changes, List<List<SqlStep>> written, String schema) {
    List<OrderedStatement> all = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      all.add(of(changes.get(i), written.get(i), schema));
    }
    return all;
  }

  private static OrderedStatement of(ObjectChange change, List<SqlStep> steps, String schema) {
    PlanStatement statement = change.cause().statement();
    List<SqlCommand> commands =
        steps.stream()
            .filter(SqlCommand.class::isInstance)
            .map(SqlCommand.class::cast)
            .flatMap(OrderedStatement::withSteps)
            .toList();
    boolean evaluates = commands.stream().anyMatch(SqlCommand::evaluates);
    boolean fixed =
        statement instanceof ObjectStatement
            || statement instanceof RenameObject
            || statement instanceof RowStatement
            || commands.stream().anyMatch(each -> each.open() || each.together().isPresent());
    boolean writes =
        commands.stream()
            .flatMap(each -> each.locks().stream())
            .anyMatch(lock -> lock.work().compareTo(RowAccess.WRITE_SOME) >= 0);
    Set<String> tables =
        commands.stream()
            .flatMap(each -> each.locks().stream())
            .map(TableLock::table)
            .filter(table -> table.schema().equals(schema))
            .map(table -> table.table())
            .collect(Collectors.toCollection(HashSet::new));
    NamesInTexts texts = new NamesInTexts(schema, tables, evaluates);
    for (SqlStep step : steps) {
      StagedOrder.texts(step).forEach(text -> texts.add(text, step instanceof SqlCommand));
    }
    Set<String> names = texts.names();
    names.addAll(change.names());
    Set<String> ofSchema = texts.ofSchema();
    ofSchema.addAll(elements(statement));
    Stream.concat(change.added().stream().map(each -> each.name()), change.removed().stream())
        .filter(each -> each.kind() != ObjectKind.COLUMN)
        .map(ObjectName::name)
        .forEach(ofSchema::add);
    return new OrderedStatement(
        takes(statement),
        mayTakeLong(steps),
        !fixed && (!evaluates || statement instanceof ChangeField),
        !fixed && (!evaluates || isConversion(statement)) && (!writes || takes(statement)),
        names,
        ofSchema,
        tables,
        commands.stream()
            .flatMap(each -> each.online().stream())
            .flatMap(form -> form.replaced().stream())
            .map(ReplacedColumn::column)
            .collect(Collectors.toSet()),
        commands.stream()
            .flatMap(each -> WORD.matcher(each.text()).results())
            .map(each -> each.group().toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet()));
  }

  /** Whether the statement writes constants and what PostgreSQL converts by itself. */
  private static boolean isConversion(PlanStatement statement) {
    return statement instanceof ChangeField change
        && change.using().isEmpty()
        && change.backfill().stream().allMatch(PlanValue.Literal.class::isInstance)
        && change.after().defaultValue().stream().allMatch(DefaultValue.Literal.class::isInstance);
  }

  /** Whether the statement can be carried out in stages. */
  static boolean mayTakeLong(List<SqlStep> steps) {
    return steps.stream()
        .anyMatch(step -> step instanceof SqlCommand command && command.online().isPresent());
  }

  static boolean takes(PlanStatement statement) {
    return TakenAway.by(statement);
  }

  private static Stream<SqlCommand> withSteps(SqlCommand command) {
    return Stream.concat(
        Stream.of(command),
        command.online().stream()
            .flatMap(form -> form.steps().stream())
            .map(step -> step.command()));
  }

  /** The names in the schema of what the statement is about; a key has that of its entity. */
  private static Set<String> elements(PlanStatement statement) {
    Set<String> names = new HashSet<>();
    statement.affected().forEach(each -> names.add(each.path()));
    for (SchemaElement each : statement.elements()) {
      if (each instanceof NamedElement element) {
        names.add(element.path());
      } else if (each instanceof SchemaElement.KeyElement key) {
        names.add(key.text());
      }
    }
    return names;
  }

  /** Whether its commands contain one of the names. */
  boolean names(Set<String> columns) {
    return columns.stream().map(each -> each.toLowerCase(Locale.ROOT)).anyMatch(words::contains);
  }

  /** Whether the order of the two may matter. */
  boolean sharesWith(OrderedStatement other) {
    return !Collections.disjoint(ofSchema, other.ofSchema)
        || !Collections.disjoint(ofSchema, other.tables)
        || !Collections.disjoint(tables, other.ofSchema)
        || !Collections.disjoint(tables, other.tables) && !Collections.disjoint(names, other.names);
  }
}
