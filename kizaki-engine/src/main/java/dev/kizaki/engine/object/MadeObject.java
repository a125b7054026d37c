package dev.kizaki.engine.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a command makes.
 *
 * @param name its name as the catalog keeps it: folded, without quotes, at most 63 bytes; empty for
 *     a cast
 * @param arguments the types of the arguments of a function, procedure or aggregate, as written in
 *     lower case, with the mode where {@code drop} needs it, without names and defaults; the two
 *     types of a cast or an operator
 * @param on the table or view of a trigger or rule, as the catalog keeps its name; the index method
 *     of an operator class or family
 * @param signature what follows the kind in {@code drop}, such as {@code touch(integer, text)},
 *     {@code touch_task on task} or {@code (text as mood)}
 * @param droppable whether a {@code drop} with the signature removes all that the command makes
 */
public record MadeObject(
    ObjectKind kind,
    String name,
    List<String> arguments,
    Optional<String> on,
    String signature,
    boolean droppable) {
  public MadeObject {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(on, "on");
    Objects.requireNonNull(signature, "signature");
    arguments = List.copyOf(arguments);
  }

  /** {@code drop view active_task}, without a semicolon. */
  public String drop() {
    return "drop " + address();
  }

  /** The kind and the signature: {@code function touch(integer, text)}. */
  public String address() {
    return kind.word() + " " + signature;
  }

  /** The types of the arguments that a call of the routine passes. */
  public List<String> inputTypes() {
    List<String> types = new ArrayList<>();
    for (String argument : arguments) {
      for (String type : argument.split("\\border by ", -1)) {
        if (!type.startsWith("out ") && !type.equals("*") && !type.isBlank()) {
          types.add(type.replaceFirst("^(inout|variadic) ", "").strip());
        }
      }
    }
    return types;
  }
}
