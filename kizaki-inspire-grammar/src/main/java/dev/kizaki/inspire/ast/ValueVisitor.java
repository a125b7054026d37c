package dev.kizaki.inspire.ast;

/** One method per kind of value, none with a default. */
public interface ValueVisitor<R> {
  R visitText(Value.Text value);

  R visitNumber(Value.Number value);

  R visitBoolean(Value.Boolean value);

  R visitNull(Value.Null value);

  R visitWord(Value.Word value);

  R visitSequence(Value.Sequence value);

  R visitCall(Value.Call value);

  R visitSql(Value.Sql value);

  R visitElement(Value.Element value);

  R visitArrow(Value.Arrow value);

  R visitOption(Value.Option value);

  R visitUnresolved(Value.Unresolved value);
}
