package dev.kizaki.engine.rebase;

import dev.kizaki.engine.plan.PlanStatement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Rebases renames, and asks if both branches want one name for different elements. */
final class NameRebaser {
  private final RebaseContext context;

  NameRebaser(RebaseContext context) {
    this.context = context;
  }

  /** Rebases the rename of an element of any kind. */
  void rename(ElementId element, String to) {
    BranchState merged = context.merged();
    String path = context.after().path(element);
    if (!merged.has(element)) {
      context.askToRestore("renames it to %s".formatted(path), List.of(element), List.of());
      return;
    }
    String now = merged.name(element);
    if (now.equals(to) || agreed(element)) {
      context.plan().leaveOut();
      return;
    }
    PlanStatement statement = ElementStatements.rename(merged, element, to);
    if (context.upstream().renamed(element) && context.plan().asked().add(element)) {
      context.plan().ask(question(element, path), List.of(statement), List.of());
      return;
    }
    holderOf(merged.nameOf(element).withName(to))
        .ifPresentOrElse(
            holder -> askWhoKeepsName(holder, statement), () -> context.plan().write(statement));
  }

  /** Whether our branch ends with the name that the upstream branch gave. */
  private boolean agreed(ElementId element) {
    return context.upstream().renamed(element)
        && context.end().has(element)
        && context.end().name(element).equals(context.upstream().after().name(element));
  }

  private String question(ElementId element, String path) {
    UpstreamChanges upstream = context.upstream();
    return "%s renamed %s to %s, this migration to %s. Which name stays?"
        .formatted(
            upstream.lastMigrationRenaming(element),
            upstream.base().path(element),
            upstream.after().path(element),
            path);
  }

  /** The element that has the name in the merged schema; entities and enums share their names. */
  Optional<ElementId> holderOf(ScopedName wanted) {
    BranchState merged = context.merged();
    return wanted.owner() == ElementId.SCHEMA
        ? Stream.of(merged.entity(wanted.name()), merged.enumType(wanted.name()))
            .flatMap(Optional::stream)
            .findFirst()
        : merged.at(wanted);
  }

  /** Asks about a statement that needs a name which another element has now. */
  void askWhoKeepsName(ElementId holder, PlanStatement statement) {
    BranchState merged = context.merged();
    UpstreamChanges upstream = context.upstream();
    boolean renamed = upstream.renamed(holder);
    String upstreamChange =
        renamed
            ? "renamed %s to %s".formatted(upstream.base().path(holder), merged.path(holder))
            : "added another %s".formatted(merged.path(holder));
    PlanStatement freeTheName =
        renamed
            ? ElementStatements.rename(merged, holder, upstream.base().name(holder))
            : ElementStatements.drop(merged, holder);
    context.plan().asked().add(holder);
    context
        .plan()
        .ask(
            "%s %s, a name that this migration gives away too. Which of them has it?"
                .formatted(upstream.lastMigrationRenaming(holder), upstreamChange),
            List.of(freeTheName, statement),
            List.of());
  }
}
