package dev.kizaki.inspire.ast;

import dev.kizaki.inspire.source.SourceSpan;

/** {@code Entity.field} or {@code Enum.Value}: a member with its owner. */
public record FieldPath(Name owner, Name member, SourceSpan span) implements Node {
  /** A path that was not read from a text. */
  public static FieldPath of(String owner, String member) {
    return new FieldPath(Name.of(owner), Name.of(member), SourceSpan.NONE);
  }
}
