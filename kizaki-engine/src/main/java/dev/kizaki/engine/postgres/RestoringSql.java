package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.postgres.SqlWriter.columns;
import static dev.kizaki.engine.postgres.SqlWriter.identifier;
import static dev.kizaki.engine.postgres.SqlWriter.qualified;
import static dev.kizaki.engine.postgres.SqlWriter.string;

import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.Gap;
import dev.kizaki.engine.catalog.ObjectKind;
import dev.kizaki.engine.catalog.ObjectName;
import dev.kizaki.engine.catalog.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The SQL that would close a gap between a database and what its migrations made: for a person to
 * read and run. Where it takes more than a command or two, such as for a type or a lost table,
 * there is none.
 */
public final class RestoringSql {
  private static final Set<Property> PLAIN_COLUMN = Set.of(Property.NULLABILITY, Property.DEFAULT);

  private final String schema;

  /**
   * @param schema the PostgreSQL schema that holds the tables
   */
  public RestoringSql(String schema) {
    this.schema = schema;
  }

  /** The commands, in one line but for what names hold, each with its semicolon. */
  public Optional<String> of(Gap gap) {
    List<String> commands;
    if (gap instanceof Gap.Missing missing) {
      commands = create(missing.expected());
    } else if (gap instanceof Gap.Added added) {
      commands = List.of(drop(added.name()));
    } else {
      commands = change((Gap.Changed) gap);
    }
    return commands.isEmpty()
        ? Optional.empty()
        : Optional.of(commands.stream().map(each -> each + ";").collect(Collectors.joining(" ")));
  }

  private List<String> create(CatalogObject object) {
    ObjectName name = object.name();
    return switch (name.kind()) {
      case COLUMN ->
          object.properties().containsKey(Property.IDENTITY)
              ? List.of()
              : List.of(alter(name) + "ADD COLUMN " + definition(object));
      case PRIMARY_KEY, UNIQUE, FOREIGN_KEY -> List.of(alter(name) + "ADD " + constraint(object));
      case INDEX ->
          List.of(
              "CREATE INDEX "
                  + identifier(name.name())
                  + " ON "
                  + table(name)
                  + " "
                  + columns(object.values(Property.COLUMNS)));
      default -> List.of();
    };
  }

  private static String definition(CatalogObject column) {
    return identifier(column.name().name())
        + " "
        + column.values(Property.TYPE).get(0)
        + (column.values(Property.NULLABILITY).contains("not null") ? " NOT NULL" : "")
        + column.values(Property.DEFAULT).stream()
            .map(value -> " DEFAULT " + value)
            .collect(Collectors.joining());
  }

  private static String constraint(CatalogObject object) {
    String named = "CONSTRAINT " + identifier(object.name().name()) + " ";
    String over = columns(object.values(Property.COLUMNS));
    if (object.name().kind() != ObjectKind.FOREIGN_KEY) {
      return named
          + (object.name().kind() == ObjectKind.PRIMARY_KEY ? "PRIMARY KEY " : "UNIQUE ")
          + over;
    }
    List<String> target = object.values(Property.TARGET);
    return named
        + "FOREIGN KEY "
        + over
        + " REFERENCES "
        + qualified(target.get(0), target.get(1))
        + " "
        + columns(target.subList(2, target.size()))
        + " ON DELETE "
        + object.values(Property.ON_DELETE).get(0);
  }

  private String drop(ObjectName name) {
    return switch (name.kind()) {
      case COLUMN -> alter(name) + "DROP COLUMN " + identifier(name.name());
      case INDEX -> "DROP INDEX " + qualified(schema, name.name());
      default -> alter(name) + "DROP CONSTRAINT " + identifier(name.name());
    };
  }

  private List<String> change(Gap.Changed gap) {
    ObjectName name = gap.name();
    return switch (name.kind()) {
      case COLUMN -> PLAIN_COLUMN.containsAll(gap.properties()) ? column(gap) : List.of();
      case INDEX -> List.of(drop(name), create(gap.expected()).get(0));
      case FOREIGN_KEY ->
          gap.properties().equals(List.of(Property.MARKS))
                  && gap.found().values(Property.MARKS).equals(List.of("NOT VALID"))
              ? List.of(alter(name) + "VALIDATE CONSTRAINT " + identifier(name.name()))
              : List.of(replaced(gap));
      case UNIQUE, PRIMARY_KEY -> List.of(replaced(gap));
      case ENUM -> labels(gap);
      default -> List.of();
    };
  }

  private String replaced(Gap.Changed gap) {
    return alter(gap.name())
        + "DROP CONSTRAINT "
        + identifier(gap.name().name())
        + ", ADD "
        + constraint(gap.expected());
  }

  private List<String> column(Gap.Changed gap) {
    String alter = alter(gap.name()) + "ALTER COLUMN " + identifier(gap.name().name());
    List<String> commands = new ArrayList<>();
    if (gap.properties().contains(Property.DEFAULT)) {
      List<String> value = gap.expected().values(Property.DEFAULT);
      commands.add(alter + (value.isEmpty() ? " DROP DEFAULT" : " SET DEFAULT " + value.get(0)));
    }
    if (gap.properties().contains(Property.NULLABILITY)) {
      boolean required = gap.expected().values(Property.NULLABILITY).contains("not null");
      commands.add(alter + (required ? " SET NOT NULL" : " DROP NOT NULL"));
    }
    return commands;
  }

  /** One label under another name at the same place is the only easy one. */
  private List<String> labels(Gap.Changed gap) {
    List<String> expected = gap.expected().values(Property.VALUES);
    List<String> found = gap.found().values(Property.VALUES);
    if (expected.size() != found.size()) {
      return List.of();
    }
    List<String> commands = new ArrayList<>();
    for (int i = 0; i < expected.size(); i++) {
      if (!expected.get(i).equals(found.get(i))) {
        commands.add(
            "ALTER TYPE "
                + qualified(schema, gap.name().name())
                + " RENAME VALUE "
                + string(found.get(i))
                + " TO "
                + string(expected.get(i)));
      }
    }
    return commands.size() == 1 ? commands : List.of();
  }

  private String alter(ObjectName name) {
    return "ALTER TABLE " + table(name) + " ";
  }

  private String table(ObjectName name) {
    return qualified(schema, name.table().orElseThrow());
  }
}
