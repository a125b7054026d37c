package dev.kizaki.engine.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.compile.ShapeCompiler;
import dev.kizaki.engine.shape.BuiltInUser;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.engine.shape.SchemaElement;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.inspire.parse.InspireParser;
import dev.kizaki.inspire.source.SourceText;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Differences that no text of a plan shows. */
class ShapeDifferTest {
  private static Shape users(String table) {
    return Shape.of(
        List.of(
            new BuiltInUser(
                Optional.of(
                    new BuiltInUser.ExistingColumn(
                        "public", table, "id", FieldType.of(Scalar.INT))))),
        List.of(),
        List.of());
  }

  @Test
  void aSystemEntityIsEqualOrMoved() {
    assertThat(ShapeDiffer.compare(users("a"), users("a"))).isEmpty();
    assertThat(ShapeDiffer.compare(users("a"), users("b")))
        .singleElement()
        .isInstanceOf(Difference.SystemEntityMoved.class);
  }

  @Test
  void aSystemEntityOfOneShapeOnlyIsADifference() {
    assertThat(ShapeDiffer.areSame(users("a"), users("a"))).isTrue();
    assertThat(ShapeDiffer.areSame(Shape.empty(), users("a"))).isFalse();
    assertThat(ShapeDiffer.areSame(users("a"), Shape.empty())).isFalse();
    assertThat(ShapeDiffer.compare(users("a"), Shape.empty())).isEmpty();
  }

  @Test
  void derivedNamesFollowTheNameOfAColumn() {
    assertThat(ShapeDiffer.compare(tree("a"), tree("b")))
        .singleElement()
        .isEqualTo(
            new Difference.NameInDatabaseChanged(SchemaElement.field("Tree", "parent"), "a", "b"));
  }

  private static Shape tree(String column) {
    String schema =
        "entity Tree { id: int @primaryKey  parent: Tree.id? @column(\"%s\") }".formatted(column);
    return ShapeCompiler.compile(
            List.of(InspireParser.parseSchema(SourceText.of("s", schema)).tree()), Optional.empty())
        .shape()
        .orElseThrow();
  }
}
