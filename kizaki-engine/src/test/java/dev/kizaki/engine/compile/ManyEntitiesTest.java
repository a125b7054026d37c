package dev.kizaki.engine.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Large schemas. The time limits are far above the time of a linear algorithm and far below that of
 * a quadratic one.
 */
class ManyEntitiesTest {
  @Test
  @Timeout(300)
  void manyEntitiesThatReferToEachOther() {
    String schema =
        IntStream.range(0, 2_000)
            .mapToObj(
                i ->
                    "entity E"
                        + i
                        + " { name: string @unique next: E"
                        + (i + 1) % 2_000
                        + ".id? ownerId: __User.id @index([name, ownerId]) }\n")
            .collect(Collectors.joining());

    assertThat(SchemaRow.compile(schema, Optional.empty()).shape().orElseThrow().entities())
        .hasSize(2_000);
  }

  @Test
  @Timeout(300)
  void aLongChainOfKeys() {
    String chain =
        IntStream.range(0, 2_000)
            .mapToObj(i -> "entity E" + i + " { id: E" + (i + 1) + ".id }\n")
            .collect(Collectors.joining());

    CompileResult result =
        SchemaRow.compile(
            chain + "entity E2000 { id: bigint }\nentity Last { e: E0.id = 5 }", Optional.empty());

    assertThat(result.diagnostics()).isEmpty();
    assertThat(result.shape().orElseThrow().field("Last", "e").orElseThrow().defaultValue())
        .isPresent();
  }

  /** Checking takes the square of the number of fields, which are too many anyway. */
  @Test
  void ofTooManyFieldsNotAllAreChecked() {
    String fields =
        IntStream.range(0, 10_000)
            .mapToObj(i -> "  f" + i + ": B.c\n")
            .collect(Collectors.joining());

    assertThat(SchemaRow.compile("entity A {\n" + fields + "}\n", Optional.empty()).diagnostics())
        .hasSize(3_200);
  }
}
