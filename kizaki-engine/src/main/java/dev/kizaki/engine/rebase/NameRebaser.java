package dev.kizaki.engine.rebase;

import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameInDatabase;
import dev.kizaki.engine.plan.RenameStatement;
import java.util.List;
import java.util.Optional;

/** Rebases renames, and asks if both branches want one name for different elements. */
final class NameRebaser {
  private final RebaseContext context;

  NameRebaser(RebaseContext context) {
    this.context = context;
  }

  /** Rebases the rename of an element of any kind. */
  void rename(RenameStatement rename) {
    ElementId element = context.before().element(rename.element()).orElseThrow();
    String to = rename.to();
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
    PlanStatement statement =
        rename.kept().isPresent()
            ? ElementStatements.renameAndKeep(merged, element, to)
            : ElementStatements.rename(merged, element, to);
    if (context.upstream().renamed(element) && context.plan().asked().add(element)) {
      context.plan().ask(question(element, path), List.of(statement), List.of());
      return;
    }
    holderOf(merged.nameOf(element).withName(to))
        .ifPresentOrElse(
            holder -> askWhoKeepsName(holder, statement), () -> context.plan().write(statement));
  }

  /** Rebases a rename in the database only. */
  Void renameInDatabase(RenameInDatabase rename) {
    BranchState merged = context.merged();
    UpstreamChanges upstream = context.upstream();
    ElementId element = context.before().element(rename.element()).orElseThrow();
    String path = context.after().path(element);
    if (!merged.has(element)) {
      context.askToRestore(
          "renames it to \"%s\" in the database".formatted(rename.to()),
          List.of(element),
          List.of());
      return null;
    }
    String now = merged.inDatabase(element);
    boolean disputed = upstream.renamedInDatabase(element) && !upstream.renamed(element);
    boolean agreed =
        disputed
            && context.end().has(element)
            && context.end().inDatabase(element).equals(upstream.after().inDatabase(element));
    if (now.equals(rename.to()) || agreed) {
      context.plan().leaveOut();
      return null;
    }
    PlanStatement statement = new RenameInDatabase(merged.named(element), now, rename.to());
    if (disputed && context.plan().asked().add(element)) {
      context
          .plan()
          .ask(
              "%s renamed the %s of %s to \"%s\", this migration to \"%s\". Which name stays?"
                  .formatted(
                      upstream.lastMigrationRenamingInDatabase(element),
                      rename.noun(),
                      path,
                      upstream.after().inDatabase(element),
                      rename.to()),
              List.of(statement),
              List.of());
    } else {
      context.plan().write(statement);
    }
    return null;
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

  /**
   * The element that has the name in the merged schema; entities, enums, sequences and objects
   * share names.
   */
  Optional<ElementId> holderOf(ScopedName wanted) {
    BranchState merged = context.merged();
    return wanted.owner() == ElementId.SCHEMA ? merged.top(wanted.name()) : merged.at(wanted);
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
