package dev.kizaki.engine.goal;

import dev.kizaki.engine.api.DeployPhase;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.api.StatementSettings;
import dev.kizaki.engine.connect.ReadSession;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.jdbc.DatabaseWait;
import dev.kizaki.engine.phase.PhaseChoices;
import dev.kizaki.engine.plan.RenameField;
import dev.kizaki.engine.plan.text.StatementText;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.report.BrokenStatementLines;
import dev.kizaki.engine.statements.ApplicationStatement;
import dev.kizaki.engine.statements.RecordedStatements;
import dev.kizaki.engine.statements.StatementFindings;
import dev.kizaki.engine.statements.StatementFindings.Broken;
import dev.kizaki.engine.statements.StatementProof;
import dev.kizaki.engine.text.Plurals;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Checks the statements of the application before a phase of a deploy: those that the server has
 * recorded, and those of a file.
 *
 * @param phase not {@link DeployPhase#WHOLE}
 * @param choices what is decided about the phases of each migration
 */
record StatementCheck(
    CommittedHistory history,
    DeployPhase phase,
    StatementSettings settings,
    StatementSources sources,
    Function<Migration, PhaseChoices> choices,
    Reporter reporter) {
  /**
   * How long recorded statements are watched that the second phase would break. The old version has
   * sent them; if it has stopped, nobody sends them any more.
   */
  private static final Duration WATCHED = Duration.ofSeconds(5);

  private static final String WAYS_ON =
      """
      Correct the application first, write another plan, or apply without a phase when the old \
      version has stopped. %s-Dkizaki.allowBrokenStatements goes on regardless.\
      """;

  private static final String BY_COLUMNS =
      """
      With -Dkizaki.renames=columns, no view stands for the table of a renamed field. \
      """;

  /**
   * Prints what was checked.
   *
   * @param pending the migrations of the deploy, in order; not empty
   * @param expanded how many of them have their first phase done
   * @return the refusal if statements would break
   */
  Optional<Refusal> of(List<Migration> pending, int expanded, ReadSession session) {
    List<ApplicationStatement> statements = sources.statements();
    RecordedStatements recorded = sources.recorded();
    if (statements.isEmpty()) {
      unchecked(recorded.obstacle().orElse("the server has recorded none"));
      return Optional.empty();
    }
    StatementProof.Outcome outcome =
        session.prove(StatementProof.of(history, pending, expanded, phase, choices), statements);
    if (outcome.findings().isEmpty()) {
      reporter.info(
          "The statements of the application were not checked: %s."
              .formatted(outcome.obstacle().orElseThrow()));
      return Optional.empty();
    }
    if (recorded.hidden() > 0) {
      reporter.info(
          "%s of other roles cannot be read; grant pg_read_all_stats to check them too."
              .formatted(Plurals.count(recorded.hidden(), "recorded statement")));
    }
    return judge(outcome.findings().get(), pending, session);
  }

  private void unchecked(String reason) {
    reporter.info(
        """
        The statements of the application were not checked: %s, and -Dkizaki.statements names no \
        file.\
        """
            .formatted(reason));
  }

  private Optional<Refusal> judge(
      StatementFindings findings, List<Migration> pending, ReadSession session) {
    List<Broken> broken =
        phase == DeployPhase.CONTRACT
            ? withoutThoseOfTheOldVersion(findings.broken(), session)
            : findings.broken();
    reporter.info(
        BrokenStatementLines.summary(
            new StatementFindings(
                findings.judged() - findings.broken().size() + broken.size(),
                findings.unjudged(),
                broken),
            phase));
    if (broken.isEmpty()) {
      return Optional.empty();
    }
    List<String> lines = BrokenStatementLines.list(broken);
    if (settings.allowBroken()) {
      lines.forEach(reporter::warn);
      return Optional.empty();
    }
    return Optional.of(
        new Refusal(
            RefusalCode.STATEMENTS_BREAK,
            "%s of the application would break %s. Nothing was changed.\n  %s\n%s"
                .formatted(
                    Plurals.count(broken.size(), "statement"),
                    phase == DeployPhase.EXPAND ? "between the phases" : "after the second phase",
                    String.join("\n  ", lines),
                    WAYS_ON.formatted(
                        broken.stream().anyMatch(each -> isByView(each, pending))
                            ? BY_COLUMNS
                            : ""))));
  }

  /** Whether the view for a renamed field breaks the statement. */
  private boolean isByView(Broken broken, List<Migration> pending) {
    return phase == DeployPhase.EXPAND
        && pending.stream()
            .filter(each -> each.name().equals(broken.migration()))
            .filter(each -> choices.apply(each).twoColumns().isEmpty())
            .flatMap(each -> each.plan().statements().stream())
            .anyMatch(
                each ->
                    each instanceof RenameField && StatementText.of(each).equals(broken.cause()));
  }

  /** The old version has stopped, or it must not be the second phase yet. */
  private List<Broken> withoutThoseOfTheOldVersion(List<Broken> all, ReadSession session) {
    List<Broken> recorded = all.stream().filter(each -> each.statement().recorded()).toList();
    if (recorded.isEmpty()) {
      return all;
    }
    DatabaseWait.of(WATCHED);
    Map<String, Long> calls =
        session.recordedStatements().statements().stream()
            .collect(Collectors.toMap(ApplicationStatement::text, ApplicationStatement::calls));
    List<Broken> sent =
        all.stream()
            .filter(
                each ->
                    !each.statement().recorded()
                        || calls.getOrDefault(each.statement().text(), 0L)
                            > each.statement().calls())
            .toList();
    if (sent.size() < all.size()) {
      int stopped = all.size() - sent.size();
      reporter.info(
          """
          %s would break after the second phase, but nobody has sent %s for %d seconds: %s of the \
          old version.\
          """
              .formatted(
                  Plurals.count(stopped, "recorded statement"),
                  stopped == 1 ? "it" : "them",
                  WATCHED.toSeconds(),
                  stopped == 1 ? "it is" : "they are"));
    }
    return sent;
  }
}
