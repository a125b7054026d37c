package dev.kizaki.engine.goal;

import dev.kizaki.engine.adopt.FoundSchema;
import dev.kizaki.engine.catalog.ExpressionPlace;
import dev.kizaki.engine.catalog.ObjectKind;
import dev.kizaki.engine.catalog.ObjectName;
import dev.kizaki.engine.jdbc.ExpressionComparison;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Compares the expressions of an adopted database with those that the migration made, by their
 * meaning.
 *
 * @param sessions opens sessions in the database that the migration made
 */
record ExpressionProof(Shape shape, FoundSchema found, Sessions sessions) {
  /**
   * @param made the expressions of that database
   * @param tables the managed tables
   */
  AdoptionProof.Outcome of(Map<ExpressionPlace, String> made, Set<String> tables) {
    Map<String, ExpressionPlace> differing = new TreeMap<>();
    found
        .expressions()
        .forEach(
            (place, text) -> {
              boolean managed = place.object().table().filter(tables::contains).isPresent();
              if (managed && made.containsKey(place) && !text.equals(made.get(place))) {
                differing.put(place.object().text() + " " + place.element(), place);
              }
            });
    List<String> differences = new ArrayList<>();
    Set<ObjectName> inexact = new HashSet<>();
    try (ExpressionComparison comparison = ExpressionComparison.open(sessions)) {
      for (ExpressionPlace place : differing.values()) {
        String expected = found.expressions().get(place);
        if (isLiteral(place.object())) {
          inexact.add(place.object());
        } else if (!comparison.areSame(
            place.object().table().orElseThrow(), expected, made.get(place))) {
          differences.add(
              "%s has the expression %s instead of %s"
                  .formatted(place.object().text(), made.get(place), expected));
        }
      }
    }
    return new AdoptionProof.Outcome(differences, inexact);
  }

  /** Whether the default of a column is one that the schema does not write as an expression. */
  private boolean isLiteral(ObjectName column) {
    return column.kind() == ObjectKind.COLUMN
        && shape.entities().stream()
            .filter(each -> column.table().equals(Optional.of(DatabaseNames.CURRENT.table(each))))
            .flatMap(each -> each.fields().stream())
            .filter(each -> DatabaseNames.CURRENT.column(each).equals(column.name()))
            .flatMap(each -> each.defaultValue().stream())
            .noneMatch(
                each ->
                    each instanceof DefaultValue.Expression
                        || each instanceof DefaultValue.NextValue
                        || each instanceof DefaultValue.Generated);
  }
}
