package dev.kizaki.engine.rebase;

import dev.kizaki.engine.object.MadeObject;
import dev.kizaki.engine.object.ObjectScript;
import dev.kizaki.engine.plan.RenameInDatabase;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.ElementKind;
import dev.kizaki.engine.sql.SqlTokens;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Finds in SQL texts the database names of elements that the upstream branch renamed or dropped.
 * The SQL is not parsed, so each word that equals such a name counts.
 */
final class SqlMentions {
  private final UpstreamChanges upstream;
  private final BranchState ours;
  private final BranchState merged;
  private final DatabaseNames names;

  /**
   * @param ours our branch before the statement with the text
   */
  SqlMentions(UpstreamChanges upstream, BranchState ours, BranchState merged, DatabaseNames names) {
    this.upstream = upstream;
    this.ours = ours;
    this.merged = merged;
    this.names = names;
  }

  /** A clause such as {@code 0008_a dropped Task.points, which the SQL mentions as points}. */
  Optional<String> firstIn(String sql) {
    return first(words(sql));
  }

  /** The same for the text of an object, whose bodies are SQL too. */
  Optional<String> firstInObject(String create) {
    return first(ObjectScript.of(create).words());
  }

  private Optional<String> first(Set<String> words) {
    return ours.elements().stream()
        .filter(element -> upstream.renamedInDatabase(element) || upstream.dropped(element))
        .filter(element -> mentioned(element, words).isPresent())
        .min(Comparator.comparing(ours::path))
        .map(element -> clause(element, mentioned(element, words).orElseThrow()));
  }

  /** The first name of the element among the words that the merged schema does not give it. */
  private Optional<String> mentioned(ElementId element, Set<String> words) {
    List<String> valid = merged.has(element) ? namesOf(merged, element) : List.of();
    return namesOf(ours, element).stream()
        .filter(name -> words.contains(name) && !valid.contains(name))
        .findFirst();
  }

  private String clause(ElementId element, String word) {
    String change =
        upstream.dropped(element)
            ? "%s dropped %s"
                .formatted(
                    upstream.lastMigrationAddingOrDropping(element), upstream.base().path(element))
            : renamed(element);
    return "%s, which the SQL mentions as %s".formatted(change, word);
  }

  private String renamed(ElementId element) {
    return upstream.renamed(element)
        ? "%s renamed %s to %s"
            .formatted(
                upstream.lastMigrationRenaming(element),
                upstream.base().path(element),
                upstream.after().path(element))
        : "%s renamed the %s of %s to \"%s\""
            .formatted(
                upstream.lastMigrationRenamingInDatabase(element),
                RenameInDatabase.nounOf(upstream.after().named(element)),
                upstream.after().path(element),
                upstream.after().inDatabase(element));
  }

  private static Set<String> words(String sql) {
    Set<String> words = new HashSet<>();
    SqlTokens.words(sql)
        .forEach(
            word -> {
              words.add(word);
              words.add(word.toLowerCase(Locale.ROOT));
            });
    return words;
  }

  /** The name in the database; those that an object gives to what it makes. */
  private List<String> namesOf(BranchState state, ElementId element) {
    return state.nameOf(element).kind() == ElementKind.OBJECT
        ? ObjectScript.of(state.objectOf(element).create()).madeNames().stream()
            .map(MadeObject::name)
            .toList()
        : List.of(names.of(state.shape(), state.named(element)).orElseThrow());
  }
}
