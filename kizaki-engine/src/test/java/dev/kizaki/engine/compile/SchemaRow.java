package dev.kizaki.engine.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.shape.BuiltInUser;
import dev.kizaki.inspire.ast.InspireFile;
import dev.kizaki.inspire.parse.InspireParser;
import dev.kizaki.inspire.parse.ParseResult;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * A row of a table of tests: a schema, and the exact output of the compiler. Several files are
 * separated by lines such as {@code -- b.inspire --}; a schema without such a line is {@code
 * a.inspire}. The text must have no syntax errors.
 *
 * @param title what the row tests
 * @param expected the diagnostics, or the shape if there are none
 */
record SchemaRow(String title, String schema, String expected) {
  private static final Pattern FILE = Pattern.compile("(?m)^-- (\\S+) --\n");

  static SchemaRow row(String title, String schema, String expected) {
    return new SchemaRow(title, schema, expected);
  }

  static Stream<DynamicTest> tests(SchemaRow... rows) {
    return Stream.of(rows)
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.title, () -> assertThat(answer(row.schema)).isEqualTo(row.expected)));
  }

  static String answer(String schema) {
    CompileResult result = compile(schema, Optional.empty());
    String diagnostics =
        result.diagnostics().stream().map(SchemaRow::text).collect(Collectors.joining());
    return diagnostics + result.shape().map(ShapeText::of).orElse("");
  }

  static CompileResult compile(String schema, Optional<BuiltInUser.ExistingColumn> userTable) {
    return ShapeCompiler.compile(
        sources(schema).stream().map(SchemaRow::parse).toList(), userTable);
  }

  private static List<SourceText> sources(String schema) {
    Matcher matcher = FILE.matcher(schema);
    if (!matcher.find()) {
      return List.of(SourceText.of("a.inspire", schema));
    }
    List<SourceText> sources = new ArrayList<>();
    String name = matcher.group(1);
    int start = matcher.end();
    while (matcher.find()) {
      sources.add(SourceText.of(name, schema.substring(start, matcher.start())));
      name = matcher.group(1);
      start = matcher.end();
    }
    sources.add(SourceText.of(name, schema.substring(start)));
    return sources;
  }

  private static InspireFile parse(SourceText source) {
    ParseResult<InspireFile> result = InspireParser.parseSchema(source);
    assertThat(result.diagnostics()).as("syntax of %s", source.name()).isEmpty();
    return result.tree();
  }

  private static String text(Diagnostic diagnostic) {
    StringBuilder out = new StringBuilder();
    out.append(diagnostic.span().place()).append(' ').append(diagnostic.code().text());
    out.append(diagnostic.isError() ? " " : " warning ").append(diagnostic.message()).append('\n');
    diagnostic.hint().ifPresent(hint -> out.append("  > ").append(hint).append('\n'));
    diagnostic
        .related()
        .forEach(
            related ->
                out.append("  @ ")
                    .append(related.span().place())
                    .append(' ')
                    .append(related.message())
                    .append('\n'));
    return out.toString();
  }
}
