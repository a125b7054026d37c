package dev.kizaki.inspire.ast;

import dev.kizaki.inspire.source.SourceSpan;
import java.util.List;

/** The type itself, before {@code ?} and {@code []}. */
public sealed interface TypeName extends Node {
  /**
   * A built-in type, an enum or an embedded type: {@code string}, {@code decimal(10, 2)}, {@code
   * TaskStatus}; or a type of PostgreSQL, {@code native("int4range")}.
   *
   * @param arguments the numbers in parentheses, or the text after {@code native}; empty where
   *     there are none
   */
  record Named(Name name, List<Value> arguments, SourceSpan span) implements TypeName {
    /** The name before the text with the name of a type of PostgreSQL. */
    public static final String NATIVE = "native";

    public Named {
      arguments = List.copyOf(arguments);
    }
  }

  /** {@code Entity.field}: a reference. */
  record Referenced(FieldPath target, SourceSpan span) implements TypeName {}
}
