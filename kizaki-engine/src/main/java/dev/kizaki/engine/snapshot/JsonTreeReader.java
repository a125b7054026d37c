package dev.kizaki.engine.snapshot;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.kizaki.inspire.source.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parses text to a tree of JSON values with their offsets. */
final class JsonTreeReader {
  /**
   * The deepest nesting that is read. A snapshot nests five levels deep; a text with many more
   * would overflow the stack.
   */
  private static final int DEPTH_LIMIT = 16;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final SourceText source;
  private final SnapshotProblems problems;

  JsonTreeReader(SourceText source, SnapshotProblems problems) {
    this.source = source;
    this.problems = problems;
  }

  JsonValue read() {
    if (source.text().isBlank()) {
      throw problems.at(0, "the file is empty");
    }
    try (JsonParser parser = FACTORY.createParser(source.text())) {
      parser.nextToken();
      JsonValue root = value(parser, 1);
      if (parser.nextToken() != null) {
        throw problems.at(offset(parser), "more text follows the end of the snapshot");
      }
      return root;
    } catch (JsonEOFException e) {
      throw problems.at(source.text().stripTrailing().length(), "the snapshot is cut off here");
    } catch (JsonProcessingException e) {
      throw problems.at(offset(e), "this is not JSON");
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory failed", e);
    }
  }

  private JsonValue value(JsonParser parser, int depth) throws IOException {
    int offset = offset(parser);
    if (depth > DEPTH_LIMIT) {
      throw problems.at(offset, "this is nested too deeply for a snapshot");
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser, offset, depth);
      case START_ARRAY -> list(parser, offset, depth);
      case VALUE_STRING -> new JsonValue.TextNode(offset, parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          new JsonValue.NumberNode(offset, parser.getText());
      case VALUE_TRUE -> new JsonValue.BooleanNode(offset, true);
      case VALUE_FALSE -> new JsonValue.BooleanNode(offset, false);
      case VALUE_NULL -> new JsonValue.NullNode(offset);
      case END_ARRAY, END_OBJECT, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("no value starts with " + parser.currentToken());
    };
  }

  private JsonValue object(JsonParser parser, int offset, int depth) throws IOException {
    Map<String, JsonValue.Member> members = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      int nameOffset = offset(parser);
      parser.nextToken();
      if (members.put(name, new JsonValue.Member(nameOffset, value(parser, depth + 1))) != null) {
        throw problems.at(nameOffset, "the member \"" + name + "\" occurs twice");
      }
    }
    return new JsonValue.ObjectNode(offset, members);
  }

  private JsonValue list(JsonParser parser, int offset, int depth) throws IOException {
    List<JsonValue> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser, depth + 1));
    }
    return new JsonValue.ListNode(offset, items);
  }

  private static int offset(JsonParser parser) {
    return (int) parser.currentTokenLocation().getCharOffset();
  }

  private static int offset(JsonProcessingException problem) {
    return problem.getLocation() == null ? 0 : (int) problem.getLocation().getCharOffset();
  }
}
