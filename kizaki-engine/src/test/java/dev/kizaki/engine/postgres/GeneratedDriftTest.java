package dev.kizaki.engine.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.catalog.CatalogComparison;
import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.DriftItem;
import dev.kizaki.engine.catalog.ExpectedCatalog;
import dev.kizaki.engine.catalog.IgnorePatterns;
import dev.kizaki.engine.catalog.Property;
import dev.kizaki.engine.compile.ShapeCompiler;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.inspire.parse.InspireParser;
import dev.kizaki.inspire.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Differences in generated columns and in defaults in SQL, and the SQL that undoes them. */
class GeneratedDriftTest {
  private static final ExpectedCatalog EXPECTED =
      ExpectedObjects.of(
          shape(
              """
              entity T {
                net: int
                total: int = generated(sql("net * 2"))
                at: datetime = sql("now() + interval '1 day'")
                data: json = sql("'{}'::jsonb || '{}'")
              }
              """),
          "public",
          DatabaseNames.CURRENT);

  @Test
  void anotherPrintedFormIsNoDifference() {
    assertThat(
            drift(
                each ->
                    changed(
                        changed(each, "at", Property.DEFAULT, "(now() + '1 day'::interval)"),
                        "total",
                        Property.GENERATED,
                        "stored")))
        .isEmpty();
  }

  @Test
  void aPlainColumnIsADifference() {
    assertThat(drift(each -> without(each, "total", Property.GENERATED)))
        .containsExactly(
            "column t.total was changed: generated none instead of stored, net * 2", "no SQL");
  }

  @Test
  void aVirtualColumnIsADifference() {
    assertThat(drift(each -> changed(each, "total", Property.GENERATED, "virtual")))
        .containsExactly(
            "column t.total was changed: generated virtual instead of stored, net * 2", "no SQL");
  }

  @Test
  void aMissingDefaultIsADifference() {
    assertThat(drift(each -> without(each, "at", Property.DEFAULT)))
        .containsExactly(
            "column t.at was changed: default none instead of (now() + interval '1 day')",
            """
            ALTER TABLE "public"."t" ALTER COLUMN "at" SET DEFAULT (now() + interval '1 day');\
            """);
  }

  @Test
  void aMissingGeneratedColumnIsAddedAgain() {
    List<CatalogObject> found = new ArrayList<>(EXPECTED.objects().values());
    found.removeIf(each -> each.name().name().equals("total"));
    assertThat(texts(found))
        .containsExactly(
            "column t.total is missing",
            """
            ALTER TABLE "public"."t" ADD COLUMN "total" integer NOT NULL \
            GENERATED ALWAYS AS (net * 2) STORED;\
            """);
  }

  @Test
  void aDefaultInSqlIsNoJsonText() {
    assertThat(EXPECTED.jsonDefaults()).isEmpty();
  }

  private static List<String> drift(UnaryOperator<CatalogObject> change) {
    return texts(EXPECTED.objects().values().stream().map(change).toList());
  }

  private static List<String> texts(List<CatalogObject> found) {
    List<String> texts = new ArrayList<>();
    for (DriftItem item : CatalogComparison.of(EXPECTED, found, IgnorePatterns.none()).drift()) {
      texts.add(item.text());
      texts.add(new RestoringSql("public").of(item).orElse("no SQL"));
    }
    return texts;
  }

  private static CatalogObject changed(
      CatalogObject object, String column, Property property, String value) {
    return object.name().name().equals(column) ? object.with(property, value) : object;
  }

  private static CatalogObject without(CatalogObject object, String column, Property property) {
    return object.name().name().equals(column) ? object.with(property, List.of()) : object;
  }

  private static Shape shape(String schema) {
    return ShapeCompiler.compile(
            List.of(InspireParser.parseSchema(SourceText.of("s", schema)).tree()), Optional.empty())
        .shape()
        .orElseThrow();
  }
}
