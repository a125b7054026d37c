package dev.kizaki.engine.planner;

import dev.kizaki.engine.plan.RenameStatement;
import dev.kizaki.engine.shape.NamedElement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A rename that may be meant: one element of the schema is gone, and one is new.
 *
 * @param rename the statement, if it is meant
 * @param evidence what suggests it, in words, the strongest first
 * @param consequences what each choice does to the rows
 * @param alternatives other renames of the element that is gone
 * @param rivals what else may have become the new element
 */
public record OpenRename(
    RenameStatement rename,
    List<String> evidence,
    ChoiceConsequences consequences,
    List<RenameStatement> alternatives,
    List<NamedElement> rivals) {
  public OpenRename {
    Objects.requireNonNull(rename, "rename");
    evidence = List.copyOf(evidence);
    Objects.requireNonNull(consequences, "consequences");
    alternatives = List.copyOf(alternatives);
    rivals = List.copyOf(rivals);
  }

  /** The comment lines that a plan has about it. */
  List<String> comments() {
    return Stream.of(
            Stream.of(question()),
            Stream.of(consequences.sentence(rename.element().kind())),
            otherCandidates().stream())
        .flatMap(lines -> lines)
        .toList();
  }

  /** The same without the consequences. */
  List<String> asked() {
    return Stream.concat(Stream.of(question()), otherCandidates().stream()).toList();
  }

  private String question() {
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
