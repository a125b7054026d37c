package dev.kizaki.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two defaults have the same canonical spelling if and only if they have the same meaning. */
final class DefaultTextTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "text | text | 'x' | 'x'",
        "text | text | 'x'::text | 'x'",
        "text | text | 'x'::character varying | 'x'",
        "text | text | 'it''s ::text'::text | 'it''s ::text'",
        "text | text | '' | ''",
        "text | text | upper('x'::text) | upper('x'::text)",
        "text | text | 'x'::bpchar | 'x'::bpchar",
        "text | text | 'x' ~ 'y' | 'x' ~ 'y'",
        "text | text | 'open | 'open",
        "text | text | 7 | 7",
        "integer | integer | 7 | 7",
        "integer | integer | '-7'::integer | -7",
        "bigint | bigint | '-7'::integer | -7",
        "bigint | bigint | '9223372036854775807'::bigint | 9223372036854775807",
        "integer | integer | nextval('s'::regclass) | nextval('s'::regclass)",
        "integer | integer | '7'::text | '7'::text",
        "numeric(10, 2) | numeric | 12.50 | 12.5",
        "numeric(10, 2) | numeric | 12.505 | 12.51",
        "numeric(10, 2) | numeric | '-12.505'::numeric | -12.51",
        "numeric(10, 2) | numeric | 0.00 | 0",
        "numeric(10, 0) | numeric | 100 | 100",
        "numeric(10, 2) | numeric | 'NaN'::numeric | 'NaN'::numeric",
        "double precision | double precision | 1.50 | 1.5",
        "double precision | double precision | 1e300 | 1.0E300",
        "double precision | double precision | '1.5'::double precision | 1.5",
        "double precision | double precision | 'Infinity'::double precision | 'Infinity'::double"
            + " precision",
        "boolean | boolean | true | true",
        "timestamp with time zone | timestamp with time zone | '2026-01-02T03:04:05.5Z' |"
            + " '2026-01-02 03:04:05.5+00'",
        "timestamp with time zone | timestamp with time zone | '2026-01-02"
            + " 03:04:05.5+00'::timestamp with time zone | '2026-01-02 03:04:05.5+00'",
        "timestamp with time zone | timestamp with time zone | CURRENT_TIMESTAMP | now()",
        "timestamp with time zone | timestamp with time zone | public.now() | public.now()",
        "date | date | now() | now()",
        "jsonb | jsonb | '{}'::jsonb | '{}'",
        "`\"public\".\"color\"` | public.color | 'Red'::public.color | 'Red'",
        "`\"public\".\"color\"` | public.color | 'Red'::other.color | 'Red'::other.color",
        "`\"public\".\"color\"[]` | public.color[] | '{}'::public.color[] | '{}'"
      })
  void oneSpelling(String type, String printedType, String expression, String canonical) {
    assertThat(DefaultText.canonical(type, printedType, expression)).isEqualTo(canonical);
  }
}
