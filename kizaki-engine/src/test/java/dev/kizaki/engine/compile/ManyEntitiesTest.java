package dev.kizaki.engine.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Large schemas: the time limits are far above what linear work needs and far below the rest. */
class ManyEntitiesTest {
  @Test
  @Timeout(20)
  void manyEntitiesThatReferToEachOther() {
    String schema =
        IntStream.range(0, 5_000)
            .mapToObj(
                i ->
                    "entity E"
                        + i
                        + " { name: string @unique next: E"
                        + (i + 1) % 5_000
                        + ".id? ownerId: __User.id @index([name, ownerId]) }\n")
            .collect(Collectors.joining());

    assertThat(SchemaRow.compile(schema, Optional.empty()).shape().orElseThrow().entities())
        .hasSize(5_000);
  }

  @Test
  @Timeout(20)
  void aLongChainOfKeys() {
    String chain =
        IntStream.range(0, 5_000)
            .mapToObj(i -> "entity E" + i + " { id: E" + (i + 1) + ".id }\n")
            .collect(Collectors.joining());

    CompileResult result =
        SchemaRow.compile(
            chain + "entity E5000 { id: bigint }\nentity Last { e: E0.id = 5 }", Optional.empty());

    assertThat(result.diagnostics()).isEmpty();
    assertThat(result.shape().orElseThrow().field("Last", "e").orElseThrow().defaultValue())
        .isPresent();
  }
}
