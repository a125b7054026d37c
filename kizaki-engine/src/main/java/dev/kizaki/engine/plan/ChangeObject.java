package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code change object OpenTask { create """@@ -1,1 +1,1 @@ …""" }}, or {@code change object
 * OpenTask, made anew { … }}
 *
 * <p>{@code CREATE OR REPLACE} of each command of the text. Made anew: the object is dropped and
 * created, and keeps its owner, grants and comments.
 *
 * @param uses what the object uses afterwards; absent if that stays
 * @param create the unified difference between its texts; absent if the text stays
 * @param drop how it is dropped afterwards; absent if that stays
 * @param isOpen whether it is not decided yet that the text stays: {@code create [RESOLVE]}
 */
public record ChangeObject(
    String name,
    boolean madeAnew,
    Optional<List<String>> uses,
    Optional<String> create,
    Optional<Drop> drop,
    boolean isOpen)
    implements ObjectStatement {

  /**
   * How an object is dropped.
   *
   * @param text the commands; absent if they are derived from the text of the object
   */
  public record Drop(Optional<String> text) {
    public Drop {
      Objects.requireNonNull(text, "text");
    }
  }

  public ChangeObject {
    Objects.requireNonNull(name, "name");
    uses = uses.map(List::copyOf);
    Objects.requireNonNull(create, "create");
    Objects.requireNonNull(drop, "drop");
  }

  /** A change that is decided. */
  public ChangeObject(
      String name,
      boolean madeAnew,
      Optional<List<String>> uses,
      Optional<String> create,
      Optional<Drop> drop) {
    this(name, madeAnew, uses, create, drop, false);
  }

  /** {@code change object OpenTask {}}: its text stays, whatever happens to the names in it. */
  public static ChangeObject none(String name) {
    return new ChangeObject(
        name, false, Optional.empty(), Optional.empty(), Optional.empty(), false);
  }

  /** {@code change object OpenTask { create [RESOLVE] }}. */
  public static ChangeObject open(String name) {
    return new ChangeObject(
        name, false, Optional.empty(), Optional.empty(), Optional.empty(), true);
  }

  /** Whether the object stays as it is. */
  public boolean isNone() {
    return !madeAnew && uses.isEmpty() && create.isEmpty() && drop.isEmpty();
  }

  @Override
  public Verb verb() {
    return Verb.CHANGE;
  }

  @Override
  public NamedElement element() {
    return SchemaElement.object(name);
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitChangeObject(this);
  }
}
