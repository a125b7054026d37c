package dev.kizaki.engine.apply;

import dev.kizaki.engine.catalog.read.SchemaNames;
import dev.kizaki.engine.sql.AlreadyThere;
import dev.kizaki.engine.sql.ExpectedGain;
import dev.kizaki.engine.sql.MadeName;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.SqlStep;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Compares what the objects of a migration make in the database with what their texts name. The
 * schema is read before and after statements about objects that follow each other, so a migration
 * without objects costs nothing.
 */
final class GainCheck {
  private final Connection connection;
  private final String schema;
  private final Iterator<ExpectedGain> later;
  private final List<SqlStep> steps = new ArrayList<>();
  private Optional<ExpectedGain> next;
  private SchemaNames before;

  GainCheck(Connection connection, String schema, SqlMigration migration) {
    this.connection = connection;
    this.schema = schema;
    this.later = migration.gains().iterator();
    this.next = following();
  }

  /** Must be called before each step is run. */
  void before(SqlStep step) throws StepFailure {
    int ordinal = step.cause().ordinal();
    while (next.isPresent() && last(next.get()) < ordinal) {
      end();
    }
    if (!(step instanceof AlreadyThere)
        && next.filter(each -> each.statements().contains(ordinal)).isPresent()) {
      if (steps.isEmpty()) {
        before = read(step);
      }
      steps.add(step);
    }
  }

  /** Must be called after the last step. Compares what the steps so far have made. */
  void end() throws StepFailure {
    if (!steps.isEmpty()) {
      compare(next.orElseThrow(), read(steps.get(steps.size() - 1)));
    }
    steps.clear();
    next = following();
  }

  private void compare(ExpectedGain expected, SchemaNames after) throws StepFailure {
    Set<MadeName> gained = after.since(before);
    for (ExpectedGain.Made each : expected.made()) {
      MadeName name = each.name();
      if (!after.contains(name)) {
        throw StepFailure.ofGain(
            step(each.statement()),
            List.of(
                "After it the database has no %s.".formatted(name.text()),
                """
                An event trigger of the database may have dropped it; correct that, and run \
                `mvn kizaki:apply` again.\
                """));
      }
      if (!gained.contains(name) && !expected.replaced().contains(name)) {
        throw StepFailure.ofGain(
            step(each.statement()),
            List.of(
                "It replaced the %s, which no object of the schema had made."
                    .formatted(name.text()),
                "Drop that in the database, or rename it, and run `mvn kizaki:apply` again."));
      }
    }
    Set<String> others = new TreeSet<>();
    gained.stream()
        .filter(name -> !before.contains(name))
        .filter(name -> expected.made().stream().noneMatch(made -> made.name().equals(name)))
        .forEach(name -> others.add(name.text()));
    if (!others.isEmpty()) {
      throw StepFailure.ofGain(
          steps.get(steps.size() - 1),
          List.of(
              "The database gained %s, which the text of no object names."
                  .formatted(listed(others)),
              """
              If another session made that meanwhile, run `mvn kizaki:apply` again. Otherwise the \
              SQL of an object calls a function that made it, or an event trigger did; correct \
              that.\
              """));
    }
  }

  private static String listed(Set<String> names) {
    int shown = 3;
    String first = names.stream().limit(shown).collect(Collectors.joining(", "));
    return names.size() > shown ? first + " and %d more".formatted(names.size() - shown) : first;
  }

  private SqlStep step(int ordinal) {
    return steps.stream()
        .filter(each -> each.cause().ordinal() == ordinal)
        .findFirst()
        .orElse(steps.get(steps.size() - 1));
  }

  private SchemaNames read(SqlStep step) throws StepFailure {
    try {
      return SchemaNames.read(connection, schema);
    } catch (SQLException e) {
      throw StepFailure.of(step, e);
    }
  }

  private Optional<ExpectedGain> following() {
    return later.hasNext() ? Optional.of(later.next()) : Optional.empty();
  }

  private static int last(ExpectedGain gain) {
    return gain.statements().get(gain.statements().size() - 1);
  }
}
