package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.Quoting.identifier;
import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.DriftItem;
import dev.kizaki.engine.catalog.ObjectKind;
import dev.kizaki.engine.catalog.ObjectName;
import dev.kizaki.engine.catalog.Property;
import dev.kizaki.engine.shape.DeclaredSequence;
import dev.kizaki.engine.sql.SqlBuilder;
import dev.kizaki.engine.sql.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The SQL that would remove a drift. A report prints it for the user to read and run. If more than
 * one or two commands are needed, such as for a changed type or a missing table, there is no
 * suggestion.
 */
public final class RestoringSql {
  private static final Set<Property> PLAIN_COLUMN = Set.of(Property.NULLABILITY, Property.DEFAULT);

  /** What can change while the column has a sequence of its own. */
  private static final Set<Property> OF_SEQUENCE = Set.of(Property.IDENTITY, Property.SEQUENCE);

  private final String schema;

  /**
   * @param schema the PostgreSQL schema that holds the tables
   */
  public RestoringSql(String schema) {
    this.schema = schema;
  }

  /**
   * The commands, each with its semicolon, in one line unless a name contains a line break; absent
   * if there is no suggestion.
   */
  public Optional<String> of(DriftItem gap) {
    List<String> commands = commands(gap);
    return commands.isEmpty()
        ? Optional.empty()
        : Optional.of(commands.stream().map(each -> each + ";").collect(Collectors.joining(" ")));
  }

  /** The commands without their semicolons; empty if there is no suggestion. */
  List<String> commands(DriftItem gap) {
    if (gap instanceof DriftItem.Missing missing) {
      return create(missing.expected());
    }
    return gap instanceof DriftItem.Added added
        ? List.of(drop(added.name()))
        : change((DriftItem.Changed) gap);
  }

  List<String> create(CatalogObject object) {
    ObjectName name = object.name();
    return switch (name.kind()) {
      case COLUMN ->
          object.properties().containsKey(Property.SEQUENCE)
              ? List.of()
              : List.of(alterTable(name).words("ADD COLUMN").words(definition(object)).text());
      case PRIMARY_KEY, UNIQUE, FOREIGN_KEY ->
          List.of(alterTable(name).words("ADD").words(constraint(object)).text());
      case CHECK -> List.of(alterTable(name).words(check(object)).text());
      case INDEX -> List.of(GroupDefinition.index(object, table(name)).text());
      case SEQUENCE -> List.of(sequence(object));
      default -> List.of();
    };
  }

  private static String definition(CatalogObject column) {
    SqlBuilder definition =
        sql(identifier(column.name().name()))
            .words(column.values(Property.TYPE).get(0))
            .wordsIf(column.values(Property.NULLABILITY).contains("not null"), "NOT NULL");
    List<String> generated = column.values(Property.GENERATED);
    if (!generated.isEmpty()) {
      definition
          .words("GENERATED ALWAYS AS")
          .parenthesized(generated.get(1))
          .words(generated.get(0).toUpperCase(Locale.ROOT));
    }
    column.values(Property.DEFAULT).forEach(value -> definition.words("DEFAULT").words(value));
    return definition.text();
  }

  private static String constraint(CatalogObject object) {
    if (object.name().kind() != ObjectKind.FOREIGN_KEY) {
      return GroupDefinition.constraint(object);
    }
    List<String> target = object.values(Property.TARGET);
    SqlBuilder constraint =
        sql("CONSTRAINT")
            .identifier(object.name().name())
            .words("FOREIGN KEY")
            .identifiers(object.values(Property.COLUMNS))
            .words("REFERENCES")
            .qualified(target.get(0), target.get(1))
            .identifiers(target.subList(2, target.size()));
    return ReferenceClauses.add(
            constraint,
            object.values(Property.ON_DELETE).get(0),
            object.values(Property.ON_UPDATE).get(0),
            object.values(Property.DEFERRABILITY).get(0))
        .wordsIf(
            object.values(Property.ANOMALIES).contains(ReferenceClauses.NOT_VALID),
            ReferenceClauses.NOT_VALID)
        .text();
  }

  private String sequence(CatalogObject object) {
    List<String> options = object.values(Property.OPTIONS);
    SqlBuilder command =
        sql("CREATE SEQUENCE")
            .qualified(schema, object.name().name())
            .words("AS " + options.get(0));
    options.subList(1, options.size()).forEach(command::words);
    return command.text();
  }

  private List<String> changedSequence(DriftItem.Changed gap) {
    if (!gap.properties().equals(List.of(Property.OPTIONS))) {
      return List.of();
    }
    SqlBuilder command = sql("ALTER SEQUENCE").qualified(schema, gap.name().name());
    SequenceClauses.between(
            SequenceClauses.read(gap.found().values(Property.OPTIONS)),
            DeclaredSequence.USUAL_TYPE,
            SequenceClauses.read(gap.expected().values(Property.OPTIONS)),
            DeclaredSequence.USUAL_TYPE)
        .forEach(command::words);
    return List.of(command.text());
  }

  String drop(ObjectName name) {
    return switch (name.kind()) {
      case COLUMN -> alterTable(name).words("DROP COLUMN").identifier(name.name()).text();
      case INDEX -> sql("DROP INDEX").qualified(schema, name.name()).text();
      default -> alterTable(name).words("DROP CONSTRAINT").identifier(name.name()).text();
    };
  }

  private List<String> change(DriftItem.Changed gap) {
    ObjectName name = gap.name();
    return switch (name.kind()) {
      case COLUMN -> isPlain(gap) ? column(gap) : List.of();
      case INDEX -> List.of(drop(name), create(gap.expected()).get(0));
      case FOREIGN_KEY -> List.of(foreignKey(gap));
      case UNIQUE, PRIMARY_KEY -> List.of(replaced(gap));
      case CHECK -> List.of(check(gap));
      case ENUM -> labels(gap);
      case SEQUENCE -> changedSequence(gap);
      default -> List.of();
    };
  }

  private String foreignKey(DriftItem.Changed gap) {
    String name = gap.name().name();
    if (gap.properties().equals(List.of(Property.ANOMALIES))
        && gap.found().values(Property.ANOMALIES).equals(List.of("NOT VALID"))) {
      return alterTable(gap.name()).words("VALIDATE CONSTRAINT").identifier(name).text();
    }
    return gap.properties().equals(List.of(Property.DEFERRABILITY))
        ? alterTable(gap.name())
            .words("ALTER CONSTRAINT")
            .identifier(name)
            .words(gap.expected().values(Property.DEFERRABILITY).get(0))
            .text()
        : replaced(gap);
  }

  /** {@code ADD CONSTRAINT "name" CHECK (expression)}. */
  private static String check(CatalogObject object) {
    return sql("ADD")
        .words(
            CheckDefinition.constraint(
                object.name().name(), object.values(Property.EXPRESSION).get(0)))
        .wordsIf(object.values(Property.ANOMALIES).contains(Property.NOT_VALID), "NOT VALID")
        .text();
  }

  private String check(DriftItem.Changed gap) {
    boolean validates =
        gap.expected().values(Property.ANOMALIES).isEmpty()
            && gap.found().values(Property.ANOMALIES).equals(List.of(Property.NOT_VALID));
    return validates
        ? alterTable(gap.name()).words("VALIDATE CONSTRAINT").identifier(gap.name().name()).text()
        : alterTable(gap.name())
            .list(
                List.of(
                    sql("DROP CONSTRAINT").identifier(gap.name().name()).text(),
                    check(gap.expected())))
            .text();
  }

  private String replaced(DriftItem.Changed gap) {
    return alterTable(gap.name())
        .list(
            List.of(
                sql("DROP CONSTRAINT").identifier(gap.name().name()).text(),
                sql("ADD").words(constraint(gap.expected())).text()))
        .text();
  }

  private static boolean isPlain(DriftItem.Changed gap) {
    return gap.properties().stream()
        .allMatch(
            property ->
                PLAIN_COLUMN.contains(property)
                    || OF_SEQUENCE.contains(property)
                        && !gap.expected().values(property).isEmpty()
                        && !gap.found().values(property).isEmpty());
  }

  /** The name and the options of a sequence that the column owns. */
  private List<String> ownedSequence(DriftItem.Changed gap) {
    List<String> expected = gap.expected().values(Property.SEQUENCE);
    List<String> found = gap.found().values(Property.SEQUENCE);
    List<String> commands = new ArrayList<>();
    if (!expected.get(0).equals(found.get(0))) {
      commands.add(
          sql("ALTER SEQUENCE")
              .qualified(schema, found.get(0))
              .words("RENAME TO")
              .identifier(expected.get(0))
              .text());
    }
    List<String> clauses =
        SequenceClauses.between(
            SequenceClauses.read(found.subList(1, found.size())),
            DeclaredSequence.USUAL_TYPE,
            SequenceClauses.read(expected.subList(1, expected.size())),
            DeclaredSequence.USUAL_TYPE);
    if (!clauses.isEmpty()) {
      SqlBuilder command = sql("ALTER SEQUENCE").qualified(schema, expected.get(0));
      clauses.forEach(command::words);
      commands.add(command.text());
    }
    return commands;
  }

  private List<String> column(DriftItem.Changed gap) {
    List<String> commands = new ArrayList<>();
    if (gap.properties().contains(Property.IDENTITY)) {
      String generated = gap.expected().values(Property.IDENTITY).get(0);
      commands.add(alterColumn(gap.name(), "SET GENERATED " + generated.toUpperCase(Locale.ROOT)));
    }
    if (gap.properties().contains(Property.SEQUENCE)) {
      commands.addAll(ownedSequence(gap));
    }
    if (gap.properties().contains(Property.DEFAULT)) {
      List<String> value = gap.expected().values(Property.DEFAULT);
      commands.add(
          value.isEmpty()
              ? alterColumn(gap.name(), "DROP DEFAULT")
              : alterColumn(gap.name(), sql("SET DEFAULT").words(value.get(0)).text()));
    }
    if (gap.properties().contains(Property.NULLABILITY)) {
      boolean required = gap.expected().values(Property.NULLABILITY).contains("not null");
      commands.add(alterColumn(gap.name(), required ? "SET NOT NULL" : "DROP NOT NULL"));
    }
    return commands;
  }

  /**
   * Only a single label that has another name at the same position can be restored by one command.
   */
  private List<String> labels(DriftItem.Changed gap) {
    List<String> expected = gap.expected().values(Property.VALUES);
    List<String> found = gap.found().values(Property.VALUES);
    if (expected.size() != found.size()) {
      return List.of();
    }
    List<String> commands = new ArrayList<>();
    for (int i = 0; i < expected.size(); i++) {
      if (!expected.get(i).equals(found.get(i))) {
        commands.add(
            sql("ALTER TYPE")
                .qualified(schema, gap.name().name())
                .words("RENAME VALUE")
                .string(found.get(i))
                .words("TO")
                .string(expected.get(i))
                .text());
      }
    }
    return commands.size() == 1 ? commands : List.of();
  }

  private String alterColumn(ObjectName name, String action) {
    return alterTable(name).words("ALTER COLUMN").identifier(name.name()).words(action).text();
  }

  private SqlBuilder alterTable(ObjectName name) {
    return sql("ALTER TABLE").table(table(name));
  }

  private TableName table(ObjectName name) {
    return new TableName(schema, name.table().orElseThrow());
  }
}
