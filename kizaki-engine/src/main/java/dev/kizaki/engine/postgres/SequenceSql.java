package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.plan.ChangeSequence;
import dev.kizaki.engine.shape.DeclaredSequence;
import dev.kizaki.engine.shape.EntityField;
import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.engine.sql.DatabaseChange;
import dev.kizaki.engine.sql.SqlBuilder;
import dev.kizaki.engine.sql.TableName;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Creates, changes, renames and drops sequences that the schema declares. */
final class SequenceSql {
  /** Letters of all languages are parts of words. */
  private static final int WORDS = Pattern.UNICODE_CHARACTER_CLASS;

  private final DatabaseMapping mapping;
  private final SqlScript script;
  private final DependentChecks dependents;

  SequenceSql(DatabaseMapping mapping, SqlScript script, DependentChecks dependents) {
    this.mapping = mapping;
    this.script = script;
    this.dependents = dependents;
  }

  void create(DeclaredSequence sequence) {
    TableName name = new TableName(mapping.schema(), mapping.names().sequence(sequence));
    Scalar type = sequence.options().type(DeclaredSequence.USUAL_TYPE);
    SqlBuilder command =
        sql("CREATE SEQUENCE")
            .table(name)
            .wordsIf(type != DeclaredSequence.USUAL_TYPE, "AS " + SequenceClauses.type(type));
    SequenceClauses.of(sequence.options()).forEach(command::words);
    script.add(command, new Footprint().createsIn(mapping.schema()));
    script.creates(name);
  }

  void change(ChangeSequence change) {
    new SequencePositionCheck(script)
        .add(
            change.name(),
            mapping.sequence(change.name()),
            Set.of(),
            new SequencePositionCheck.Limits(change.before(), DeclaredSequence.USUAL_TYPE),
            new SequencePositionCheck.Limits(change.after(), DeclaredSequence.USUAL_TYPE));
    SqlBuilder command = sql("ALTER SEQUENCE").table(mapping.sequence(change.name()));
    SequenceClauses.between(
            change.before(),
            DeclaredSequence.USUAL_TYPE,
            change.after(),
            DeclaredSequence.USUAL_TYPE)
        .forEach(command::words);
    script.add(command, new Footprint().altersSequence(mapping.sequence(change.name())));
  }

  /**
   * Renames the sequence if its name changes.
   *
   * @param after the sequence after the statement
   */
  void rename(DeclaredSequence before, DeclaredSequence after) {
    TableName from = mapping.sequence(before.name());
    TableName to = new TableName(from.schema(), mapping.names().sequence(after));
    if (!from.equals(to)) {
      script.add(
          sql("ALTER SEQUENCE").table(from).words("RENAME TO").identifier(to.table()),
          new Footprint().altersSequence(from).createsIn(mapping.schema()),
          new DatabaseChange.RenameSequence(from.schema(), from.table(), to.table()));
      script.renames(from, to);
    }
  }

  /**
   * @param initial the shape before the migration
   */
  void drop(String name, DatabaseMapping initial) {
    TableName sequence = mapping.sequence(name);
    dependents.ofDroppedSequence(name, sequence, fieldsWithNumbers(name, initial));
    script.add(
        sql("DROP SEQUENCE").table(sequence),
        new Footprint().altersSequence(sequence),
        new DatabaseChange.DropSequence(sequence.schema(), sequence.table()));
  }

  /**
   * The fields that took numbers from the sequence before the migration. SQL of a default counts if
   * no default has it any more: otherwise the sequence cannot be dropped.
   */
  private List<EntityField> fieldsWithNumbers(String name, DatabaseMapping initial) {
    Stream<EntityField> bySql =
        namedInDefaults(mapping, name).isEmpty()
            ? namedInDefaults(initial, name).stream()
            : Stream.of();
    return Stream.concat(initial.shape().fieldsFrom(name), bySql).toList();
  }

  private static List<EntityField> namedInDefaults(DatabaseMapping mapping, String name) {
    if (mapping.shape().sequence(name).isEmpty()) {
      return List.of(); // The migration has added it.
    }
    String quoted =
        mapping
            .sequence(name)
            .table()
            .replace("\"", "\"\"")
            .replace("'", "''")
            .toLowerCase(Locale.ROOT);
    // The name of another sequence can begin or end with it.
    Predicate<String> names =
        Pattern.compile("(?<![\\w$])" + Pattern.quote(quoted) + "(?![\\w$])", WORDS).asPredicate();
    return mapping
        .shape()
        .fieldsWhere(
            field ->
                !field.isGenerated()
                    && field
                        .sql()
                        .filter(sql -> names.test(sql.text().toLowerCase(Locale.ROOT)))
                        .isPresent())
        .toList();
  }
}
