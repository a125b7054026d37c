package dev.kizaki.engine.shape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Collisions in a shape that was not compiled from files. */
class NameTableTest {
  private static final DatabaseNames NAMES = new DatabaseNames(NamingVersion.V1);

  @Test
  void aShapeWithoutCollisionsHasNone() {
    assertThat(texts(entity("Task", "title"), entity("Label", "title"))).isEmpty();
  }

  @Test
  void elementsThatShareANameAreReportedTogether() {
    assertThat(texts(entity("ab", "x"), entity("AB", "x"), entity("Ab", "x")))
        .containsExactly(
            "entity AB and entity Ab and entity ab would all be named ab in the database");
  }

  @Test
  void columnsAndRelationsAreReportedInOneRun() {
    assertThat(texts(entity("T", "aB", "a_b", "cmin"), entity("T_pkey", "x")))
        .containsExactlyInAnyOrder(
            "T.cmin would be named cmin in the database, but every PostgreSQL table already has a"
                + " column of that name",
            "T.aB and T.a_b would both be named a_b in the database",
            "entity T_pkey and the key of T would both be named t_pkey in the database");
  }

  @Test
  void truncatedNamesStayDistinct() {
    String stem = "a".repeat(70);

    assertThat(texts(entity(stem + "b", "x"), entity(stem + "c", "x"))).isEmpty();
  }

  @Test
  void theTableOfASystemEntityIsAmongTheNames() {
    Shape shape =
        Shape.of(
            List.of(new BuiltInUser(Optional.empty())),
            List.of(new EnumType("__user", List.of("A"))),
            List.of());

    assertThat(NameTable.collisions(shape, NAMES))
        .containsExactly(
            new NameCollision.Shared(
                "__user",
                List.of(SchemaElement.entity("__User"), SchemaElement.enumType("__user"))));
  }

  @Test
  void anExistingUserTableIsNotAmongTheNames() {
    BuiltInUser.ExistingColumn column =
        new BuiltInUser.ExistingColumn("public", "__user", "id", FieldType.of(Scalar.UUID));
    Shape shape =
        Shape.of(
            List.of(new BuiltInUser(Optional.of(column))),
            List.of(new EnumType("__user", List.of("A"))),
            List.of());

    assertThat(NameTable.collisions(shape, NAMES)).isEmpty();
  }

  private static Collection<String> texts(Entity... entities) {
    Shape shape = Shape.of(List.of(), List.of(), List.of(entities));
    return NameTable.collisions(shape, NAMES).stream().map(NameCollision::text).toList();
  }

  private static Entity entity(String name, String... fields) {
    List<Field> all =
        Stream.of(fields)
            .map(field -> new Field(field, FieldType.of(Scalar.INT), false, Optional.empty()))
            .toList();
    return new Entity(name, all, Optional.of(new Key(List.of(fields[0]))), List.of(), List.of());
  }
}
