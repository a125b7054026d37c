package dev.kizaki.engine.snapshot;

import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.inspire.source.DidYouMean;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the members of one JSON object by name and type, and refuses members not asked for. */
final class ObjectReader {
  private static final Pattern LONG_NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]{0,18})");
  private static final Pattern WHOLE_NUMBER = Pattern.compile("0|[1-9][0-9]{0,8}");

  private final SnapshotProblems problems;
  private final JsonValue.ObjectNode object;
  private final String description;
  private final List<String> requested = new ArrayList<>();

  /**
   * @param description names the object in messages, such as {@code a field}
   */
  ObjectReader(SnapshotProblems problems, JsonValue node, String description) {
    this.problems = problems;
    this.description = description;
    if (!(node instanceof JsonValue.ObjectNode found)) {
      throw problems.at(
          node.offset(), "%s must be an object, not %s".formatted(description, node.kind()));
    }
    this.object = found;
  }

  int offset() {
    return object.offset();
  }

  Optional<JsonValue> optional(String name) {
    requested.add(name);
    JsonValue.Member member = object.members().get(name);
    return member == null ? Optional.empty() : Optional.of(member.value());
  }

  JsonValue required(String name) {
    return optional(name)
        .orElseThrow(
            () ->
                problems.at(object.offset(), description + " must have a member \"" + name + "\""));
  }

  String text(String name) {
    JsonValue value = required(name);
    return text(value, "\"" + name + "\"");
  }

  private String text(JsonValue value, String name) {
    if (value instanceof JsonValue.TextNode text) {
      return text.text();
    }
    throw problems.at(value.offset(), "%s must be a text, not %s".formatted(name, value.kind()));
  }

  /** A text; absent if the value is null. */
  Optional<String> textOrNull(String name) {
    return required(name) instanceof JsonValue.NullNode
        ? Optional.empty()
        : Optional.of(text(name));
  }

  /** A name of the schema. */
  String name(String member) {
    return checkedName(text(member), required(member).offset());
  }

  /**
   * A name of the schema.
   *
   * @param description names the value in messages
   */
  String name(JsonValue value, String description) {
    return checkedName(text(value, description), value.offset());
  }

  /** A name that PostgreSQL can hold. */
  String databaseName(String member) {
    String name = text(member);
    Optional<String> problem = DatabaseNames.problem(name);
    if (problem.isPresent()) {
      throw problems.at(required(member).offset(), "\"%s\" %s".formatted(member, problem.get()));
    }
    return name;
  }

  /** A list of different names of the schema. */
  List<String> names(String member) {
    List<String> names = new ArrayList<>();
    for (JsonValue item : list(member)) {
      names.add(name(item, "each of \"" + member + "\""));
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < names.size(); i++) {
      if (!seen.add(names.get(i))) {
        throw problems.at(
            list(member).get(i).offset(), "\"" + names.get(i) + "\" occurs twice in this list");
      }
    }
    return names;
  }

  /** A list of texts. */
  List<String> texts(String member) {
    return list(member).stream().map(item -> text(item, "each of \"" + member + "\"")).toList();
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
        value.offset(), "\"%s\" must be true or false, not %s".formatted(name, value.kind()));
  }

  int wholeNumber(String name) {
    JsonValue value = required(name);
    if (value instanceof JsonValue.NumberNode number
        && WHOLE_NUMBER.matcher(number.text()).matches()) {
      return Integer.parseInt(number.text());
    }
    String found = value instanceof JsonValue.NumberNode number ? number.text() : value.kind();
    throw problems.at(
        value.offset(), "\"%s\" must be a whole number, not %s".formatted(name, found));
  }

  /** A number of PostgreSQL's type bigint. */
  long longNumber(String name) {
    JsonValue value = required(name);
    if (value instanceof JsonValue.NumberNode number
        && LONG_NUMBER.matcher(number.text()).matches()) {
      BigInteger found = new BigInteger(number.text());
      if (found.bitLength() < Long.SIZE) {
        return found.longValue();
      }
    }
    String found = value instanceof JsonValue.NumberNode number ? number.text() : value.kind();
    throw problems.at(
        value.offset(), "\"%s\" must be a whole number, not %s".formatted(name, found));
  }

  List<JsonValue> list(String name) {
    JsonValue value = required(name);
    if (value instanceof JsonValue.ListNode list) {
      return list.items();
    }
    throw problems.at(
        value.offset(), "\"%s\" must be a list, not %s".formatted(name, value.kind()));
  }

  /** Refuses members that were not requested. Call this after all known members are requested. */
  void refuseUnknown() {
    object
        .members()
        .forEach(
            (name, member) -> {
              if (!requested.contains(name)) {
                throw problems.at(
                    member.offset(),
                    "%s cannot have a member %s%s"
                        .formatted(
                            description,
                            JsonString.quote(name),
                            DidYouMean.hint(name, "", requested)
                                .map(hint -> "; " + hint)
                                .orElse("")));
              }
            });
  }
}
