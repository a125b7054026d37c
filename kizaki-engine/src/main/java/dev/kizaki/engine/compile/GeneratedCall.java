package dev.kizaki.engine.compile;

import dev.kizaki.engine.shape.DefaultValue.Generated;
import dev.kizaki.inspire.ast.Value;
import java.util.List;
import java.util.Optional;

/**
 * {@code generated(sql("net + tax"))} or {@code generated(sql("net + tax"), virtual)}, as written.
 */
public record GeneratedCall(Value.Sql sql, boolean virtual) {
  /** What the arguments should be. */
  public static final String FORM =
      "generated takes one SQL expression, such as generated(sql(\"net + tax\")), and virtual";

  /** Whether the call means a generated field, with whatever arguments. */
  public static boolean isOne(Value.Call call) {
    return call.function().text().equals(Generated.FUNCTION);
  }

  /** The call; empty if the arguments are others. */
  public static Optional<GeneratedCall> of(Value.Call call) {
    List<Value> arguments = call.arguments();
    if (arguments.isEmpty()
        || arguments.size() > 2
        || !(arguments.get(0) instanceof Value.Sql sql)
        || arguments.size() == 2 && !isVirtual(arguments.get(1))) {
      return Optional.empty();
    }
    return Optional.of(new GeneratedCall(sql, arguments.size() == 2));
  }

  private static boolean isVirtual(Value value) {
    return value instanceof Value.Word word && word.name().text().equals(Generated.VIRTUAL);
  }
}
