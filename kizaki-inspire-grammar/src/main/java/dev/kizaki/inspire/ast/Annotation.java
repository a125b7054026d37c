package dev.kizaki.inspire.ast;

import dev.kizaki.inspire.source.SourceSpan;
import java.util.List;

/**
 * {@code @name} or {@code @name(arguments)}.
 *
 * @param name the word without the {@code @}
 * @param arguments the values in the parentheses; empty if there are none
 * @param parenthesised whether there are parentheses
 */
public record Annotation(Name name, List<Value> arguments, boolean parenthesised, SourceSpan span)
    implements Node {
  public Annotation {
    arguments = List.copyOf(arguments);
  }
}
