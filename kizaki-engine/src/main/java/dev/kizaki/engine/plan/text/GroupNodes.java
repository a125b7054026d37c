package dev.kizaki.engine.plan.text;

import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.IndexMethod;
import dev.kizaki.engine.shape.IndexedValue;
import dev.kizaki.engine.shape.SqlExpression;
import dev.kizaki.inspire.ast.Name;
import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.source.SourceSpan;
import java.util.ArrayList;
import java.util.List;

/** Keys, uniques and indexes as syntax tree nodes. What is the default is left out. */
final class GroupNodes {
  private GroupNodes() {}

  static List<Value> elements(FieldGroup group) {
    return group instanceof Index index
        ? index.elements().stream().map(GroupNodes::element).toList()
        : group.fields().stream().map(ValueNodes::word).toList();
  }

  private static Value element(IndexedValue indexed) {
    List<Value> modifiers = new ArrayList<>();
    indexed
        .operatorClass()
        .map(name -> new Value.Text(name, SourceSpan.NONE))
        .map(text -> new Value.Call(Name.of("ops"), List.of(text), SourceSpan.NONE))
        .ifPresent(modifiers::add);
    if (indexed.descending()) {
      modifiers.add(ValueNodes.word("desc"));
    }
    if (!indexed.hasDefaultNulls()) {
      modifiers.add(ValueNodes.word(indexed.nullsFirst() ? "nullsFirst" : "nullsLast"));
    }
    Value value =
        indexed
            .field()
            .<Value>map(ValueNodes::word)
            .orElseGet(() -> sql(indexed.expression().orElseThrow()));
    return modifiers.isEmpty() ? value : new Value.Element(value, modifiers, SourceSpan.NONE);
  }

  private static Value sql(SqlExpression expression) {
    return new Value.Sql(new Value.Text(expression.text(), SourceSpan.NONE), SourceSpan.NONE);
  }

  static List<Value.Option> options(FieldGroup group) {
    List<Value.Option> options = new ArrayList<>();
    if (group instanceof Index index) {
      if (index.unique()) {
        options.add(option("unique", new Value.Boolean(true, SourceSpan.NONE)));
      }
      if (index.method() != IndexMethod.BTREE) {
        options.add(option("using", ValueNodes.word(index.method().word())));
      }
    }
    if (!group.include().isEmpty()) {
      List<Value> fields = group.include().stream().map(ValueNodes::word).toList();
      options.add(option("include", new Value.Sequence(fields, SourceSpan.NONE)));
    }
    if (group.nullsNotDistinct()) {
      options.add(option("nulls", ValueNodes.word("notDistinct")));
    }
    if (group instanceof Index index) {
      index.where().ifPresent(where -> options.add(option("where", sql(where))));
    }
    return List.copyOf(options);
  }

  private static Value.Option option(String word, Value value) {
    return new Value.Option(Name.of(word), value, SourceSpan.NONE);
  }
}
