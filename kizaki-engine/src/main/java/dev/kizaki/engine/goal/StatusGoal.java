package dev.kizaki.engine.goal;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.api.StatusRequest;
import dev.kizaki.engine.project.ProjectPaths;
import dev.kizaki.engine.report.StatusFailures;
import dev.kizaki.engine.report.StatusJson;
import dev.kizaki.engine.report.StatusLines;
import dev.kizaki.engine.report.StatusReport;
import java.nio.file.Path;
import java.util.List;

/** {@code status}: reports what is committed, what is applied, and how the schema has drifted. */
public final class StatusGoal {
  private final StatusRequest request;
  private final Reporter reporter;

  public StatusGoal(StatusRequest request, Reporter reporter) {
    this.request = request;
    this.reporter = reporter;
  }

  public void run() {
    request.jsonFile().ifPresent(StatusJson::remove);
    StatusReport report = new StatusInspection(request).run(reporter::warn);
    StatusFailures failures = new StatusFailures(report, request.failOn());
    new StatusLines(report, failures, request.database().schema()).printTo(reporter);
    List<String> sentences = failures.sentences();
    request.jsonFile().ifPresent(file -> write(file, report, sentences));
    if (!sentences.isEmpty()) {
      throw new Refusal(String.join("\n", sentences));
    }
  }

  private void write(Path file, StatusReport report, List<String> failures) {
    StatusJson.write(file, StatusJson.text(report, failures, request.database().schema()));
    reporter.info("Status written to " + ProjectPaths.shown(request.project(), file));
  }
}
