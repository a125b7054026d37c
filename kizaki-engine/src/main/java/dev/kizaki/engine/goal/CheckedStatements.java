package dev.kizaki.engine.goal;

import dev.kizaki.engine.api.CheckStatementsRequest;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.git.UpstreamFile;
import dev.kizaki.engine.statements.ApplicationStatement;
import dev.kizaki.engine.statements.StatementFile;
import dev.kizaki.engine.text.Plurals;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The statements that {@code check-statements} checks: those of the file, and those that it has on
 * the upstream branch only, because the version of the application that runs sends them.
 *
 * @param description of the statements, as a phrase
 */
record CheckedStatements(List<ApplicationStatement> statements, String description) {
  CheckedStatements {
    statements = List.copyOf(statements);
  }

  /**
   * @throws Refusal when the file cannot be read
   */
  static CheckedStatements read(CheckStatementsRequest request, Reporter reporter) {
    Path file = request.statements();
    List<ApplicationStatement> statements = new ArrayList<>(StatementFile.read(file));
    String description =
        "%s of %s".formatted(Plurals.count(statements.size(), "statement"), file.getFileName());
    Optional<UpstreamFile> upstream =
        UpstreamFile.of(request.project().root(), file, reporter::warn);
    List<ApplicationStatement> more =
        upstream.map(each -> more(each, file, statements, reporter)).orElse(List.of());
    if (more.isEmpty()) {
      return new CheckedStatements(statements, description);
    }
    statements.addAll(more);
    return new CheckedStatements(
        statements,
        "%s, and %d that it has only in %s,"
            .formatted(description, more.size(), upstream.orElseThrow().branch()));
  }

  private static List<ApplicationStatement> more(
      UpstreamFile upstream, Path file, List<ApplicationStatement> here, Reporter reporter) {
    String place = "%s in %s".formatted(file.getFileName(), upstream.branch());
    Set<String> known = new HashSet<>();
    here.forEach(each -> known.add(each.text()));
    try {
      return StatementFile.of(upstream.content(), place, place).stream()
          .filter(each -> known.add(each.text()))
          .toList();
    } catch (Refusal refusal) {
      reporter.warn(
          "%s cannot be read as statements, so only the file itself is checked.".formatted(place));
      return List.of();
    }
  }
}
