package dev.kizaki.inspire.ast;

import dev.kizaki.inspire.source.SourceSpan;
import java.util.List;

/** A value as written: a default, an annotation's argument, a backfill. */
public sealed interface Value extends Node {
  /** Calls the visitor's method for this kind of value. */
  <R> R accept(ValueVisitor<R> visitor);

  /**
   * {@code "text"}, or in a plan also {@code """raw text"""}.
   *
   * @param text the value: escapes are resolved, or common indentation is removed
   */
  record Text(String text, SourceSpan span) implements Value {
    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitText(this);
    }
  }

  /**
   * {@code 12}, {@code -1.50}; in runtime-only annotations also a number with a unit.
   *
   * @param digits the number as written
   */
  record Number(String digits, SourceSpan span) implements Value {
    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitNumber(this);
    }
  }

  /** {@code true} or {@code false}. */
  record Boolean(boolean value, SourceSpan span) implements Value {
    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitBoolean(this);
    }
  }

  /** {@code null}. */
  record Null(SourceSpan span) implements Value {
    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitNull(this);
    }
  }

  /** A bare name: an enum value, a field, a word such as {@code cascade}. */
  record Word(Name name, SourceSpan span) implements Value {
    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitWord(this);
    }
  }

  /** {@code [a, b]}, {@code []}. */
  record Sequence(List<Value> elements, SourceSpan span) implements Value {
    public Sequence {
      elements = List.copyOf(elements);
    }

    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitSequence(this);
    }
  }

  /** {@code now()}, {@code generated(sql("net + tax"), virtual)}. */
  record Call(Name function, List<Value> arguments, SourceSpan span) implements Value {
    public Call {
      arguments = List.copyOf(arguments);
    }

    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitCall(this);
    }
  }

  /** {@code sql("expression")}. */
  record Sql(Text text, SourceSpan span) implements Value {
    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitSql(this);
    }
  }

  /**
   * {@code a desc}: an element of an index with words after it; without words it is the value
   * alone.
   *
   * @param modifiers words such as {@code desc}, and calls such as {@code ops("text_pattern_ops")}
   */
  record Element(Value value, List<Value> modifiers, SourceSpan span) implements Value {
    public Element {
      modifiers = List.copyOf(modifiers);
    }

    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitElement(this);
    }
  }

  /**
   * {@code [a, b] -> Customer([c, d])}: fields, and those that they refer to. An argument of an
   * annotation or a statement only.
   */
  record Arrow(List<Name> fields, Name target, List<Name> targetFields, SourceSpan span)
      implements Value {
    public Arrow {
      fields = List.copyOf(fields);
      targetFields = List.copyOf(targetFields);
    }

    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitArrow(this);
    }
  }

  /** {@code using: gin}: an argument with a name. */
  record Option(Name name, Value value, SourceSpan span) implements Value {
    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitOption(this);
    }
  }

  /** {@code [RESOLVE]}: plans only. */
  record Unresolved(SourceSpan span) implements Value {
    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitUnresolved(this);
    }
  }
}
