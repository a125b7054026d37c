package dev.kizaki.engine.planner;

import dev.kizaki.engine.plan.RenameStatement;
import dev.kizaki.engine.shape.NamedElement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A possible rename: one element was dropped, one was added.
 *
 * @param rename the statement, if it is a rename
 * @param evidence what suggests it, in words, the strongest first
 * @param consequences what each side of the choice does to the rows
 * @param alternatives other renames of the dropped element
 * @param rivals other dropped elements that may have been renamed to the added one
 * @param certain renames of its members, by their owner's new name, that are certain if this rename
 *     is made
 * @param members possible renames of its members, which are asked about if this rename is made
 */
public record OpenRename(
    RenameStatement rename,
    List<String> evidence,
    ChoiceConsequences consequences,
    List<RenameStatement> alternatives,
    List<NamedElement> rivals,
    List<RenameStatement> certain,
    List<OpenRename> members) {
  public OpenRename {
    Objects.requireNonNull(rename, "rename");
    evidence = List.copyOf(evidence);
    Objects.requireNonNull(consequences, "consequences");
    alternatives = List.copyOf(alternatives);
    rivals = List.copyOf(rivals);
    certain = List.copyOf(certain);
    members = List.copyOf(members);
  }

  OpenRename withMembers(List<RenameStatement> certain, List<OpenRename> members) {
    return new OpenRename(rename, evidence, consequences, alternatives, rivals, certain, members);
  }

  /** The answer that this rename was not made. */
  Answer excluded() {
    return consequences.nameStays()
        ? new Answer.Change(rename.element(), Optional.empty())
        : new Answer.Drop(rename.element(), Optional.empty());
  }

  /** This rename and those that are certain with it, in the order in which they are carried out. */
  Stream<RenameStatement> withCertain() {
    return Stream.concat(Stream.of(rename), certain.stream());
  }

  /** The same, then the possible renames of the members. */
  Stream<RenameStatement> withMembers() {
    return Stream.concat(withCertain(), members.stream().flatMap(OpenRename::withMembers));
  }

  /** The comment lines that a plan prints about it. */
  List<String> comments() {
    return Stream.of(
            Stream.of(question()),
            Stream.of(consequences.sentence(rename.element().kind())),
            otherCandidates().stream())
        .flatMap(lines -> lines)
        .toList();
  }

  /** The comment lines without the consequences. */
  List<String> asked() {
    return Stream.concat(Stream.of(question()), otherCandidates().stream()).toList();
  }

  private String question() {
    if (consequences.nameStays()) {
      return Comments.renamedOrChanged(
          rename.element().path(), rename.elementAfter().path(), evidence);
    }
    return Comments.renamed(
        rename.element().kind(), rename.element().path(), rename.elementAfter().path(), evidence);
  }

  private Optional<String> otherCandidates() {
    return Comments.otherCandidates(
        rename.element().path(),
        alternatives.stream().map(each -> each.elementAfter().path()).toList(),
        rename.elementAfter().path(),
        rivals.stream().map(NamedElement::path).toList());
  }
}
