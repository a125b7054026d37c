package dev.kizaki.engine.snapshot;

import java.util.List;
import java.util.Map;

/** A JSON value; {@code offset} is the position of its first character in the text. */
sealed interface JsonValue {
  int offset();

  /** The kind of the value, as messages name it. */
  String kind();

  record ObjectNode(int offset, Map<String, Member> members) implements JsonValue {
    @Override
    public String kind() {
      return "an object";
    }
  }

  /**
   * A member of an object.
   *
   * @param offset the position of its name
   */
  record Member(int offset, JsonValue value) {}

  record ListNode(int offset, List<JsonValue> items) implements JsonValue {
    @Override
    public String kind() {
      return "a list";
    }
  }

  record TextNode(int offset, String text) implements JsonValue {
    @Override
    public String kind() {
      return "a text";
    }
  }

  /** A number as it is written. */
  record NumberNode(int offset, String text) implements JsonValue {
    @Override
    public String kind() {
      return "a number";
    }
  }

  record BooleanNode(int offset, boolean value) implements JsonValue {
    @Override
    public String kind() {
      return "true or false";
    }
  }

  record NullNode(int offset) implements JsonValue {
    @Override
    public String kind() {
      return "null";
    }
  }
}
