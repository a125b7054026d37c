package dev.kizaki.inspire.ast;

import dev.kizaki.inspire.source.SourceSpan;

/** The SQL of an object: written in the declaration, or in a file beside it. */
public sealed interface ObjectText extends Node {

  /**
   * {@code create """…"""}.
   *
   * @param text the value: of several texts, one after another
   */
  record Written(String text, SourceSpan span) implements ObjectText {}

  /** {@code create from "views/open_task.sql"}. */
  record InFile(Value.Text path, SourceSpan span) implements ObjectText {}

  /** {@code drop derived}, only in a change: the text that the object had is given up. */
  record Derived(SourceSpan span) implements ObjectText {}

  /**
   * {@code create [RESOLVE]}, only in a change: whether the text stays as it is, is not decided.
   */
  record Open(SourceSpan span) implements ObjectText {}
}
