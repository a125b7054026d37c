package dev.kizaki.engine.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.compile.ShapeCompiler;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.text.PlanReader;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.sql.ServerFeature;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.inspire.parse.InspireParser;
import dev.kizaki.inspire.source.SourceText;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each way to a virtual column says that an older server cannot have it, so that it is refused
 * before the first statement.
 */
class VirtualFieldsTest {
  private static final Shape BASE =
      ShapeCompiler.compile(
              List.of(
                  InspireParser.parseSchema(
                          SourceText.of(
                              "s",
                              """
                              entity T {
                                net: int
                                stored: int? = generated(sql("net"))
                                virtual: int? = generated(sql("net"), virtual)
                              }
                              """))
                      .tree()),
              Optional.empty())
          .shape()
          .orElseThrow();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "add entity U { id: int @primaryKey, a: int? = generated(sql(\"id\"), virtual) }",
        "add T.a: int? = generated(sql(\"net\"), virtual)",
        "change T.stored: int? = generated(sql(\"net\")) -> int? = generated(sql(\"net\"), virtual)",
        "change T.net: int -> bigint"
      })
  void needed(String statement) {
    assertThat(features(statement)).contains(ServerFeature.VIRTUAL_COLUMNS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "drop T.virtual",
        "change T.virtual: int? = generated(sql(\"net\"), virtual) -> int?",
        "add T.a: int? = generated(sql(\"net\"))"
      })
  void notNeeded(String statement) {
    assertThat(features(statement)).isEmpty();
  }

  private static List<ServerFeature> features(String statement) {
    SourceText plan = SourceText.of("plan", "migration \"0002_x\" {\n" + statement + "\n}\n");
    List<PlanStatement> statements =
        PlanReader.read(plan).lines().stream()
            .map(PlanLine::item)
            .map(PlanStatement.class::cast)
            .toList();
    return PostgresGenerator.generate(BASE, statements, "public", DatabaseNames.CURRENT).stream()
        .filter(SqlCommand.class::isInstance)
        .flatMap(step -> ((SqlCommand) step).features().stream())
        .toList();
  }
}
