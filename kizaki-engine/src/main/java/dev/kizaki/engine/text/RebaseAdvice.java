package dev.kizaki.engine.text;

import java.util.Optional;

/** The next steps of a migration that {@code rebase} wrote, in messages. */
public final class RebaseAdvice {
  private RebaseAdvice() {}

  /** How to answer the open questions of migrations, the first of which has this name. */
  public static String forOpenQuestions(String migration) {
    return forOpenQuestions(migration, Optional.of("…"));
  }

  /**
   * How to answer the open questions of migrations, and to go on after that.
   *
   * @param migration the name of the first migration with an open question
   * @param example an answer that one of the questions accepts; absent if they need an edit
   */
  public static String forOpenQuestions(String migration, Optional<String> example) {
    String edit =
        """
        Answer in the plan: leave the statements of the choice that you mean, then run `mvn \
        kizaki:rebase -Dkizaki.rebase=%s`.\
        """
            .formatted(migration);
    return example
        .map(
            answer ->
                """
                %s Or answer with `mvn kizaki:rebase -Dkizaki.rebase=%s -Dkizaki.resolve=%s`.\
                """
                    .formatted(edit, migration, quoted(answer)))
        .orElse(edit);
  }

  /** In quotes that a shell removes again. */
  private static String quoted(String answer) {
    String quote = answer.contains("\"") ? "'" : "\"";
    return quote + answer + quote;
  }
}
