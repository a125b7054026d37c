package dev.kizaki.inspire.ast;

import dev.kizaki.inspire.source.SourceSpan;
import java.util.List;

/** A value in the body of an enum: {@code Done} or {@code Done @label("done")}. */
public record EnumValue(Name name, List<Annotation> annotations, SourceSpan span) implements Node {
  public EnumValue {
    annotations = List.copyOf(annotations);
  }
}
