package dev.kizaki.inspire.ast;

import dev.kizaki.inspire.source.SourceSpan;
import java.util.List;

/** {@code Entity([a, b])}: fields of an entity, in order. */
public record FieldList(Name entity, List<Name> fields, SourceSpan span) implements Node {
  public FieldList {
    fields = List.copyOf(fields);
  }
}
