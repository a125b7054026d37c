package dev.kizaki.engine.goal;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.api.StatusRequest;
import dev.kizaki.engine.project.ProjectPaths;
import dev.kizaki.engine.report.StatusFailures;
import dev.kizaki.engine.report.StatusJson;
import dev.kizaki.engine.report.StatusLines;
import dev.kizaki.engine.report.StatusReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code status}: reports what is committed, what is applied, and how the schema has drifted. */
public final class StatusGoal {
  private static final String OFFLINE =
      """
      The parameters offline and failOn contradict each other: without a database it is unknown \
      whether a migration is pending and whether the database has changed. Leave offline out, or \
      leave pending and database out of failOn.\
      """;

  private final StatusRequest request;
  private final Reporter reporter;

  public StatusGoal(StatusRequest request, Reporter reporter) {
    this.request = request;
    this.reporter = reporter;
  }

  public void run() {
    if (request.offline() && StatusFailures.needsDatabase(request.failOn())) {
      throw new Refusal(RefusalCode.OFFLINE_AND_FAIL_ON, OFFLINE);
    }
    request.jsonFile().ifPresent(StatusJson::remove);
    StatusReport report = inspect();
    StatusFailures failures = new StatusFailures(report, request.failOn());
    new StatusLines(report, failures, request.database().schema()).printTo(reporter);
    List<String> sentences = new ArrayList<>(failures.sentences());
    Optional<EnvironmentFailure> unusable = failures.unusableDatabase();
    unusable.ifPresent(failure -> sentences.add(reason(failure)));
    reporter.status(() -> StatusJson.text(report, sentences, request.database().schema()));
    request.jsonFile().ifPresent(file -> write(file, report, sentences));
    if (unusable.isPresent()) {
      throw unusable.get().withMessage(String.join("\n", sentences));
    }
    if (!sentences.isEmpty()) {
      throw new Refusal(RefusalCode.STATUS_FAILS, String.join("\n", sentences));
    }
  }

  /** The warnings are printed behind the line that names the database. */
  private StatusReport inspect() {
    List<String> warnings = new ArrayList<>();
    try {
      return new StatusInspection(request, reporter).run(warnings::add);
    } finally {
      warnings.forEach(reporter::warn);
    }
  }

  private String reason(EnvironmentFailure failure) {
    return StatusFailures.needsDatabase(request.failOn()) || request.project().packed().isPresent()
        ? failure.getMessage()
        : failure.getMessage() + " For a status without a database, set -Dkizaki.offline.";
  }

  private void write(Path file, StatusReport report, List<String> failures) {
    StatusJson.write(file, StatusJson.text(report, failures, request.database().schema()));
    reporter.info("Status written to " + ProjectPaths.shown(request.project(), file));
  }
}
