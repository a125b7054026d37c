package dev.kizaki.engine.rebase;

import dev.kizaki.engine.shape.Field;
import java.util.Optional;

/** References to fields that the other branch took their key or unique from. */
final class Closed {
  private Closed() {}

  /**
   * The question about such a field.
   *
   * @param field in the names of this branch
   */
  static Optional<String> by(Scene scene, Field field) {
    return field
        .reference()
        .flatMap(to -> scene.after().field(to.entity(), to.field()))
        .filter(target -> scene.other().closed(target))
        .filter(target -> scene.merged().has(target) && !scene.merged().isReferable(target))
        .map(
            target ->
                scene.other().who(side -> side.has(target) && side.isReferable(target))
                    + " took key or unique from "
                    + scene.other().after().path(target)
                    + ", this migration refers to it with "
                    + field.name()
                    + ". What does it refer to?");
  }
}
