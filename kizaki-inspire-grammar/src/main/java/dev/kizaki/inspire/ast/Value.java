package dev.kizaki.inspire.ast;

import dev.kizaki.inspire.source.SourceSpan;
import java.util.List;

/** A value as written: a default, an annotation's argument, a backfill. */
public sealed interface Value extends Node {
  /**
   * {@code "text"}, or in a plan also {@code """raw text"""}.
   *
   * @param text what it means: escapes resolved, or common indentation stripped
   */
  record Text(String text, SourceSpan span) implements Value {}

  /**
   * {@code 12}, {@code -1.50}; in runtime-only annotations also a number with a unit.
   *
   * @param digits the number as written
   */
  record Number(String digits, SourceSpan span) implements Value {}

  /** {@code true} or {@code false}. */
  record Boolean(boolean value, SourceSpan span) implements Value {}

  /** {@code null}. */
  record Null(SourceSpan span) implements Value {}

  /** A bare name: an enum value, a field, a word such as {@code cascade}. */
  record Word(Name name, SourceSpan span) implements Value {}

  /** {@code [a, b]}, {@code []}. */
  record Sequence(List<Value> elements, SourceSpan span) implements Value {
    public Sequence {
      elements = List.copyOf(elements);
    }
  }

  /** {@code now()}. */
  record Call(Name function, List<Value> arguments, SourceSpan span) implements Value {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** {@code sql("expression")}: plans only. */
  record Sql(Text text, SourceSpan span) implements Value {}

  /** {@code [RESOLVE]}: plans only. */
  record Unresolved(SourceSpan span) implements Value {}
}
