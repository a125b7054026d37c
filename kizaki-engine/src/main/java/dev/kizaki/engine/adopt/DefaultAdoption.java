package dev.kizaki.engine.adopt;

import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.ObjectName;
import dev.kizaki.engine.catalog.Property;
import dev.kizaki.engine.postgres.SequenceClauses;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.SequenceOptions;
import dev.kizaki.engine.shape.SqlExpression;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The defaults of columns, and the values of generated ones. */
final class DefaultAdoption {
  /** As the catalog is read: the schema and the sequence in double quotes, inside of a text. */
  private static final Pattern NEXT_VALUE =
      Pattern.compile("nextval\\('\"((?:[^\"]|\"\")*)\"\\.\"((?:[^\"]|\"\")*)\"'::regclass\\)");

  private final FoundSchema found;
  private final Map<String, FoundTable> tables;
  private final Set<String> sequences;
  private final AdoptedNames names;
  private final ColumnTypes types;
  private final Set<ObjectName> exact;
  private final Reasons reasons;

  /**
   * @param sequences the managed sequences
   * @param exact the columns whose default is written as an expression, because PostgreSQL prints
   *     that of a literal in another form
   */
  DefaultAdoption(
      FoundSchema found,
      Map<String, FoundTable> tables,
      Set<String> sequences,
      AdoptedNames names,
      ColumnTypes types,
      Set<ObjectName> exact,
      Reasons reasons) {
    this.found = found;
    this.tables = tables;
    this.sequences = sequences;
    this.names = names;
    this.types = types;
    this.exact = exact;
    this.reasons = reasons;
  }

  /**
   * @param type the type of the column, not a reference
   */
  Optional<DefaultValue> of(CatalogObject column, FieldType type) {
    List<String> sequence = column.values(Property.SEQUENCE);
    if (!sequence.isEmpty() && type.isInteger() && !type.isArray()) {
      return Optional.of(sequence(column.values(Property.IDENTITY), sequence));
    }
    Optional<SqlExpression> expression =
        found
            .expression(column.name())
            .map(text -> names.expression(tables.get(column.name().table().orElseThrow()), text));
    List<String> generated = column.values(Property.GENERATED);
    if (!generated.isEmpty()) {
      return expression.map(
          text -> new DefaultValue.Generated(text, generated.get(0).equals("virtual")));
    }
    if (column.values(Property.DEFAULT).isEmpty() || expression.isEmpty()) {
      return Optional.empty();
    }
    Matcher next = NEXT_VALUE.matcher(column.values(Property.DEFAULT).get(0));
    if (next.matches()) {
      return nextValue(column, unquoted(next.group(1)), unquoted(next.group(2)));
    }
    return literal(column, type, expression.get().text())
        .or(() -> expression.map(DefaultValue.Expression::new));
  }

  /**
   * @param identity empty if the column is no identity column
   */
  private static DefaultValue sequence(List<String> identity, List<String> sequence) {
    SequenceOptions options = SequenceClauses.read(sequence.subList(1, sequence.size()));
    DefaultValue.OwnedSequence.Kind kind =
        identity.isEmpty()
            ? DefaultValue.OwnedSequence.Kind.SERIAL
            : identity.contains("always")
                ? DefaultValue.OwnedSequence.Kind.ALWAYS
                : DefaultValue.OwnedSequence.Kind.BY_DEFAULT;
    return new DefaultValue.OwnedSequence(
        kind,
        identity.isEmpty() ? options : options.withType(Optional.empty()),
        Optional.of(sequence.get(0)));
  }

  private Optional<DefaultValue> nextValue(CatalogObject column, String schema, String sequence) {
    if (schema.equals(found.schema()) && sequences.contains(sequence)) {
      return Optional.of(new DefaultValue.NextValue(names.sequence(sequence)));
    }
    reasons.add(
        column.name().table().orElseThrow(),
        found.sequences().containsKey(sequence)
            ? "a default takes the numbers of a sequence that stays unmanaged"
            : "a default takes the numbers of a sequence that a column owns",
        column);
    return Optional.empty();
  }

  private static String unquoted(String name) {
    return name.replace("\"\"", "\"").replace("''", "'");
  }

  private Optional<DefaultValue> literal(CatalogObject column, FieldType type, String printed) {
    String text = column.values(Property.DEFAULT).get(0);
    return exact.contains(column.name())
        ? Optional.empty()
        : ColumnDefaults.of(
            type,
            text.equals("now()") ? printed : text,
            label ->
                types
                    .enumOf(column.values(Property.TYPE).get(0))
                    .map(enumType -> names.value(enumType, label))
                    .orElse(null));
  }
}
