package dev.kizaki.inspire.parse;

import dev.kizaki.inspire.antlr.InspireBaseBaseVisitor;
import org.antlr.v4.runtime.tree.RuleNode;

/**
 * Builds nodes from the alternatives of a grammar rule. ANTLR's own visitor returns null for an
 * alternative without a method; this one fails, so that a new alternative is not lost silently.
 */
abstract class ExhaustiveVisitor<T> extends InspireBaseBaseVisitor<T> {
  @Override
  public final T visitChildren(RuleNode node) {
    throw new IllegalStateException(
        "%s has no method for %s"
            .formatted(getClass().getSimpleName(), node.getClass().getSimpleName()));
  }
}
