package dev.kizaki.inspire.ast;

import dev.kizaki.inspire.source.SourceSpan;
import java.util.Optional;

/** One answer to one question, as written. */
public sealed interface AnswerNode extends Node {
  /**
   * A rename or drop statement, or any other whole statement: {@code rename Task.ownerId ->
   * Task.assigneeId}, {@code drop Task.ownerId}.
   */
  record Statement(StatementNode statement, SourceSpan span) implements AnswerNode {}

  /** {@code drop value Status.Old}: it does not decide what happens to its rows. */
  record DropValue(FieldPath value, SourceSpan span) implements AnswerNode {}

  /** {@code drop and add}: no rename is made about which there is no other answer. */
  record DropAndAdd(SourceSpan span) implements AnswerNode {}

  /** {@code change Task.code}: the field was changed, and not renamed. */
  record Change(FieldPath field, SourceSpan span) implements AnswerNode {}

  /** {@code Task.points backfill 0}; {@code none} is an empty value. */
  record Backfill(FieldPath field, Optional<Value> value, SourceSpan span) implements AnswerNode {}

  /** {@code Task.code using sql("…")}; {@code none} is an empty value. */
  record Using(FieldPath field, Optional<Value> value, SourceSpan span) implements AnswerNode {}

  /** {@code Status.Old -> Status.New}; {@code none} is an empty replacement. */
  record Rows(FieldPath value, Optional<FieldPath> replacement, SourceSpan span)
      implements AnswerNode {}
}
