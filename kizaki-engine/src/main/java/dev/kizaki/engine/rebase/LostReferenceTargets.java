package dev.kizaki.engine.rebase;

import dev.kizaki.engine.shape.Field;
import java.util.Optional;

/** References to fields whose key or unique the upstream branch dropped. */
final class LostReferenceTargets {
  private LostReferenceTargets() {}

  /**
   * The question about a field that refers to such a field.
   *
   * @param field with the names of our branch
   */
  static Optional<String> question(RebaseContext context, Field field) {
    UpstreamChanges upstream = context.upstream();
    return field
        .reference()
        .flatMap(to -> context.after().field(to.entity(), to.field()))
        .filter(upstream::madeUnreferable)
        .filter(target -> context.merged().has(target) && !context.merged().isReferable(target))
        .map(
            target ->
                """
                %s took key or unique from %s, this migration refers to it with %s. \
                What does it refer to?\
                """
                    .formatted(
                        upstream.lastMigrationChanging(
                            state -> state.has(target) && state.isReferable(target)),
                        upstream.after().path(target),
                        field.name()));
  }
}
