package dev.kizaki.engine.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.inspire.parse.InspireParser;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.SourceText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Objects that use each other in a long row. */
final class ManyObjectsTest {
  private static final int MANY = 10_000;

  @Test
  void aLongRowOfObjectsIsRead() {
    assertThat(compiled("object o0 { create \"create view o0 as select 1\" }\n")).isEmpty();
  }

  @Test
  void aLongCircleIsFound() {
    List<Diagnostic> found =
        compiled(
            "object o0 uses [o%d] { create \"create view o0 as select 1\" }\n".formatted(MANY));
    assertThat(found).hasSize(1);
    assertThat(found.get(0).message())
        .startsWith("objects use each other in a circle: o1 -> o0 -> o10000 -> o9999 -> ");
  }

  private static List<Diagnostic> compiled(String first) {
    String others =
        IntStream.rangeClosed(1, MANY)
            .mapToObj(
                each ->
                    "object o%d uses [o%d] { create \"create view o%d as select * from o%d\" }\n"
                        .formatted(each, each - 1, each, each - 1))
            .collect(Collectors.joining());
    return ShapeCompiler.compile(
            List.of(InspireParser.parseSchema(SourceText.of("a", others + first)).tree()),
            Optional.empty())
        .diagnostics();
  }
}
