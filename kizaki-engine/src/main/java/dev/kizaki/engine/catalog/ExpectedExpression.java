package dev.kizaki.engine.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * An SQL expression that an object of the migrations has, as the schema writes it.
 *
 * @param object a column with a default or a generated value, a check, or an index
 * @param property the property that holds the expression
 * @param position the position of the expression among the values of the property, from 0
 * @param element the position of the expression among the elements of the index, from 1; 0 for its
 *     predicate, and for other objects
 */
public record ExpectedExpression(
    CatalogObject object, Property property, int position, int element) {
  /** The expressions of all objects. */
  public static List<ExpectedExpression> of(ExpectedCatalog expected) {
    return of(expected.objects().values());
  }

  /** The expressions of these objects. */
  public static List<ExpectedExpression> of(Collection<CatalogObject> objects) {
    return objects.stream().flatMap(ExpectedExpression::of).toList();
  }

  private static Stream<ExpectedExpression> of(CatalogObject object) {
    List<ExpectedExpression> all = new ArrayList<>();
    object
        .properties()
        .forEach(
            (property, values) -> {
              switch (property) {
                case EXPRESSION, PREDICATE ->
                    all.add(new ExpectedExpression(object, property, 0, 0));
                case EXPRESSIONS -> {
                  for (int each = 0; each < values.size(); each++) {
                    if (!values.get(each).isEmpty()) {
                      all.add(new ExpectedExpression(object, property, each, each + 1));
                    }
                  }
                }
                case GENERATED -> all.add(new ExpectedExpression(object, property, 1, 0));
                case DEFAULT -> {
                  if (DefaultText.isExpression(values.get(0))) {
                    all.add(new ExpectedExpression(object, property, 0, 0));
                  }
                }
                default -> {}
              }
            });
    return all.stream();
  }

  /** Where the expression stands. */
  public ExpressionPlace place() {
    return new ExpressionPlace(object.name(), element);
  }

  /** The table of the object. */
  public String table() {
    return object.name().table().orElseThrow();
  }

  /** SQL. */
  public String text() {
    return object.values(property).get(position);
  }

  /** The values of the property with another text in place of this one. */
  public List<String> valuesWith(String other) {
    List<String> values = new ArrayList<>(object.values(property));
    values.set(position, other);
    return List.copyOf(values);
  }
}
