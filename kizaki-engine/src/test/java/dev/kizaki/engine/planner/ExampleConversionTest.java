package dev.kizaki.engine.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.compile.ShapeCompiler;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.inspire.parse.InspireParser;
import dev.kizaki.inspire.source.SourceText;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExampleConversionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "boolean | int | sql(\"x::int\") | -",
        "boolean | bigint | sql(\"x::int::bigint\") | -",
        "int | boolean | sql(\"x::text::boolean\") | -",
        "bigint | int | sql(\"x::int\") | -",
        "double | int | sql(\"x::int\") | digits after the point are rounded",
        "bigint | double | sql(\"x::float8\") | only about 15 digits are kept",
        "datetime | date | sql(\"x::date\") | the time of day is lost",
        "int | uuid | sql(\"lpad(to_hex(x), 32, '0')::uuid\") | -",
        "uuid | int | - | -",
        "datetime | int | - | -",
        "int | datetime | - | -",
        "string | json | sql(\"x::jsonb\") | -",
        "uuid | json | sql(\"to_jsonb(x)\") | -",
        "json | uuid | sql(\"(x #>> '{}')::uuid\") | -",
        "string[] | string | sql(\"array_to_string(x, ', ')\") | -",
        "int[] | int | sql(\"x[1]\") | all elements but the first are lost",
        "int | int[] | sql(\"array_remove(array[x], null)\") | -",
        "bytes | string | sql(\"encode(x, 'base64')\") | -",
        "string | bytes | sql(\"convert_to(x, 'UTF8')\") | -",
        "E | int | - | -",
        "string | varchar(5) | sql(\"left(x, 5)\") | what is longer than 5 is cut off",
        "int | varchar(5) | sql(\"x::text\") | -",
        "char(3) | string | sql(\"x::text\") | blanks at the end are lost",
        "datetime | timestamp | sql(\"x at time zone 'UTC'\") | -",
        "timestamp(6) | datetime(3) | sql(\"(x at time zone 'UTC')::timestamptz(3)\")"
            + " | more than 3 digits of a second are rounded",
        "timestamp | timestamp(0) | sql(\"x::timestamp(0)\")"
            + " | more than 0 digits of a second are rounded",
        "timestamp | date | sql(\"x::date\") | the time of day is lost",
        "datetime | time | sql(\"x::time\") | the day is lost",
        "date | time | - | -",
        "double | real | sql(\"x::real\") | only about 6 digits are kept",
        "decimal | decimal(5, 2) | sql(\"x::numeric\") | digits after the point are rounded",
        "native(\"inet\") | string | sql(\"x::text\") | -",
        "native(\"inet\") | int | - | -",
        "string | native(\"inet\") | sql(\"x::inet\") | -",
        "native(\"inet\") | native(\"cidr\") | - | -",
        "E | D | sql(\"x::text::d\") | -",
      })
  void everyExampleFitsTheRowsOrSaysWhatItLoses(
      String from, String to, String example, String loss) {
    Optional<ExampleAnswer> found =
        ExampleConversions.of(shape(from), shape(to), field(from), field(to));
    assertThat(found.map(ExampleAnswer::value)).isEqualTo(Optional.ofNullable(example));
    assertThat(found.flatMap(ExampleAnswer::loss)).isEqualTo(Optional.ofNullable(loss));
  }

  private static Shape shape(String type) {
    String schema = "enum E { A } enum D { A } entity T { x: %s }".formatted(type);
    return ShapeCompiler.compile(
            List.of(InspireParser.parseSchema(SourceText.of("s.inspire", schema)).tree()),
            Optional.empty())
        .shape()
        .orElseThrow();
  }

  private static Field field(String type) {
    return shape(type).field("T", "x").orElseThrow();
  }
}
