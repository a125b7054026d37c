package dev.kizaki.engine.snapshot;

import dev.kizaki.inspire.source.DidYouMean;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Takes the members of one object by name and type, and finds the ones that nobody took. */
final class ObjectReader {
  private static final Pattern WHOLE_NUMBER = Pattern.compile("0|[1-9][0-9]{0,8}");

  private final SnapshotProblems problems;
  private final JsonValue.ObjectNode object;
  private final String what;
  private final List<String> asked = new ArrayList<>();

  /**
   * @param what the object in words, such as {@code a field}
   */
  ObjectReader(SnapshotProblems problems, JsonValue node, String what) {
    this.problems = problems;
    this.what = what;
    if (!(node instanceof JsonValue.ObjectNode found)) {
      throw problems.at(
          node.offset(), what + " is written as an object, and here stands " + node.kind());
    }
    this.object = found;
  }

  int offset() {
    return object.offset();
  }

  Optional<JsonValue> optional(String name) {
    asked.add(name);
    JsonValue.Member member = object.members().get(name);
    return member == null ? Optional.empty() : Optional.of(member.value());
  }

  JsonValue required(String name) {
    return optional(name)
        .orElseThrow(
            () -> problems.at(object.offset(), what + " has no member \"" + name + "\" here"));
  }

  String text(String name) {
    JsonValue value = required(name);
    return text(value, "\"" + name + "\"");
  }

  private String text(JsonValue value, String subject) {
    if (value instanceof JsonValue.TextNode text) {
      return text.text();
    }
    throw problems.at(value.offset(), subject + " is a text, and here stands " + value.kind());
  }

  /** A text, or null for an absent one. */
  Optional<String> textOrNull(String name) {
    return required(name) instanceof JsonValue.NullNode
        ? Optional.empty()
        : Optional.of(text(name));
  }

  /** A name of the schema. */
  String name(String member) {
    return checkedName(text(member), required(member).offset());
  }

  /** A list of names of the schema, none of them twice. */
  List<String> names(String member) {
    List<String> names = new ArrayList<>();
    for (JsonValue item : list(member)) {
      names.add(checkedName(text(item, "each of \"" + member + "\""), item.offset()));
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < names.size(); i++) {
      if (!seen.add(names.get(i))) {
        throw problems.at(
            list(member).get(i).offset(), "\"" + names.get(i) + "\" stands twice in this list");
      }
    }
    return names;
  }

  private String checkedName(String name, int offset) {
    if (!FieldTypeText.isName(name)) {
      throw problems.at(offset, JsonString.quote(name) + " is not a name that a schema can have");
    }
    return name;
  }

  boolean flag(String name) {
    JsonValue value = required(name);
    if (value instanceof JsonValue.BooleanNode flag) {
      return flag.value();
    }
    throw problems.at(
        value.offset(), "\"" + name + "\" is true or false, and here stands " + value.kind());
  }

  int wholeNumber(String name) {
    JsonValue value = required(name);
    if (value instanceof JsonValue.NumberNode number
        && WHOLE_NUMBER.matcher(number.text()).matches()) {
      return Integer.parseInt(number.text());
    }
    String found = value instanceof JsonValue.NumberNode number ? number.text() : value.kind();
    throw problems.at(
        value.offset(), "\"" + name + "\" is a whole number, and here stands " + found);
  }

  List<JsonValue> list(String name) {
    JsonValue value = required(name);
    if (value instanceof JsonValue.ListNode list) {
      return list.items();
    }
    throw problems.at(
        value.offset(), "\"" + name + "\" is a list, and here stands " + value.kind());
  }

  /** To be called when every known member was asked for. */
  void finish() {
    object
        .members()
        .forEach(
            (name, member) -> {
              if (!asked.contains(name)) {
                throw problems.at(
                    member.offset(),
                    what
                        + " has no member "
                        + JsonString.quote(name)
                        + DidYouMean.hint(name, "", asked).map(hint -> "; " + hint).orElse(""));
              }
            });
  }
}
