package dev.kizaki.engine.rebase;

import dev.kizaki.engine.object.MergedText;
import dev.kizaki.engine.shape.SqlObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An object with the changes of both branches.
 *
 * @param note what the reviewer must know, as a comment of the plan
 */
record MergedObject(SqlObject object, String note) {
  MergedObject {
    Objects.requireNonNull(object, "object");
    Objects.requireNonNull(note, "note");
  }

  /**
   * Merges what a statement of our branch leads to with what the upstream branch made of the
   * object: by the text of the schema if it is merged there, else by lines.
   *
   * @param there the object before the statement, in the merged schema
   * @param ours the object after it as our branch has it
   * @return empty if both branches changed the same lines
   */
  static Optional<MergedObject> of(
      RebaseContext context, ElementId element, SqlObject there, SqlObject ours) {
    return ofSchema(context, element, there, ours).or(() -> byLines(context, element, there, ours));
  }

  private static Optional<MergedObject> byLines(
      RebaseContext context, ElementId element, SqlObject there, SqlObject ours) {
    SqlObject before = context.before().objectOf(element);
    Optional<String> create = MergedText.of(before.create(), there.create(), ours.create());
    Optional<String> drop =
        MergedText.of(before.drop().orElse(""), there.drop().orElse(""), ours.drop().orElse(""));
    return create.isEmpty() || drop.isEmpty()
        ? Optional.empty()
        : Optional.of(
            noted(
                context,
                element,
                new SqlObject(
                    there.name(),
                    ours.uses(),
                    create.get(),
                    drop.filter(text -> !text.isEmpty()))));
  }

  private static MergedObject noted(RebaseContext context, ElementId element, SqlObject object) {
    return new MergedObject(
        object,
        "%s changed %s too: review the text with both changes."
            .formatted(
                context.upstream().lastMigrationChangingObject(element),
                context.upstream().after().path(element)));
  }

  /**
   * The text of the schema, to which the last change of our branch leads. A text that one of the
   * branches or their base has does not count, because the schema may not be merged.
   *
   * @param there the object before the statement, in the merged schema
   * @param ours the object after it as our branch has it
   */
  static Optional<MergedObject> ofSchema(
      RebaseContext context, ElementId element, SqlObject there, SqlObject ours) {
    if (!isLastChange(context, element)) {
      return Optional.empty();
    }
    BranchState upstream = context.upstream().after();
    Set<String> ofOneBranch =
        Stream.concat(
                Stream.of(there, ours, upstream.objectOf(element)),
                Stream.of(context.upstream().base())
                    .filter(base -> base.has(element))
                    .map(base -> base.objectOf(element)))
            .map(SqlObject::create)
            .collect(Collectors.toSet());
    return Stream.of(lastName(context, element), there.name(), upstream.name(element))
        .map(context.schema()::get)
        .filter(Objects::nonNull)
        .findFirst()
        .filter(found -> !ofOneBranch.contains(found.create()))
        .map(
            found ->
                noted(
                    context,
                    element,
                    new SqlObject(
                        there.name(), uses(context, found, ours), found.create(), found.drop())));
  }

  /** What the text of the schema uses, unless a later statement only makes or renames that. */
  private static List<String> uses(RebaseContext context, SqlObject found, SqlObject ours) {
    return found.uses().stream().allMatch(name -> context.merged().top(name).isPresent())
        ? found.uses()
        : ours.uses();
  }

  private static boolean isLastChange(RebaseContext context, ElementId element) {
    SqlObject after = context.after().objectOf(element);
    return context
        .end()
        .shape()
        .object(lastName(context, element))
        .filter(last -> last.create().equals(after.create()) && last.drop().equals(after.drop()))
        .isPresent();
  }

  /** The name at the end of our branch, which shares identities with the base only. */
  private static String lastName(RebaseContext context, ElementId element) {
    return context.end().has(element) ? context.end().name(element) : context.after().name(element);
  }
}
