package dev.kizaki.engine.rebase;

import dev.kizaki.engine.plan.RenameInDatabase;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.sql.SqlTokens;
import java.util.Comparator;
import java.util.HashSet;
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
    Set<String> words = words(sql);
    return ours.elements().stream()
        .filter(element -> upstream.renamedInDatabase(element) || upstream.dropped(element))
        .filter(element -> words.contains(word(ours, element)))
        .filter(
            element -> !merged.has(element) || !word(merged, element).equals(word(ours, element)))
        .min(Comparator.comparing(ours::path))
        .map(element -> clause(element, word(ours, element)));
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

  private String word(BranchState state, ElementId element) {
    return names.of(state.shape(), state.named(element)).orElseThrow();
  }
}
