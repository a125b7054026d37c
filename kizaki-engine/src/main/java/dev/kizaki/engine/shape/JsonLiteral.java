package dev.kizaki.engine.shape;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Whether a text is a JSON value that jsonb can store. jsonb accepts less than JSON allows: a
 * string cannot contain NUL or half a surrogate pair, and numbers are limited to numeric
 * (PostgreSQL documentation, sections 8.14 and 8.1.2).
 */
final class JsonLiteral {
  private static final int DIGITS_BEFORE_POINT = 131_072;
  private static final int DIGITS_AFTER_POINT = 16_383;

  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonLiteral() {}

  /** Returns what is wrong with the text; empty if nothing is. */
  static Optional<String> problem(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() == null) {
        return Optional.of("it is empty");
      }
      int depth = 0;
      do {
        JsonToken token = parser.currentToken();
        Optional<String> problem = problem(parser, token);
        if (problem.isPresent()) {
          return problem;
        }
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      } while (parser.nextToken() != null && depth > 0);
      return parser.currentToken() == null
          ? Optional.empty()
          : Optional.of("it continues after the first value");
    } catch (JsonProcessingException e) {
      return Optional.of("it is invalid at character %d".formatted(place(e, text)));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  private static Optional<String> problem(JsonParser parser, JsonToken token) throws IOException {
    if (token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME) {
      return TextLiterals.unstorable(parser.getText());
    }
    if (token.isNumeric()) {
      return NumberLiterals.parse(parser.getText()).filter(JsonLiteral::isNumeric).isPresent()
          ? Optional.empty()
          : Optional.of("it contains a number that is too large or has too many decimal places");
    }
    return Optional.empty();
  }

  private static boolean isNumeric(BigDecimal number) {
    return (long) number.precision() - number.scale() <= DIGITS_BEFORE_POINT
        && number.scale() <= DIGITS_AFTER_POINT;
  }

  private static int place(JsonProcessingException e, String text) {
    long offset = e.getLocation() == null ? 0 : e.getLocation().getCharOffset();
    return (int) Math.min(Math.max(offset, 0), text.length()) + 1;
  }
}
