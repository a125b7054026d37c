package dev.kizaki.engine.goal;

import dev.kizaki.engine.api.StatementSettings;
import dev.kizaki.engine.connect.ReadSession;
import dev.kizaki.engine.statements.ApplicationStatement;
import dev.kizaki.engine.statements.RecordedStatements;
import dev.kizaki.engine.statements.StatementFile;
import dev.kizaki.engine.statements.StatementFindings;
import dev.kizaki.engine.statements.StatementProof;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The statements of the application that are known.
 *
 * @param statements those of the file, if there is one, then the recorded ones
 * @param recorded what the server has recorded
 */
record StatementSources(List<ApplicationStatement> statements, RecordedStatements recorded) {
  StatementSources {
    statements = List.copyOf(statements);
  }

  /**
   * @throws dev.kizaki.engine.api.Refusal when the file cannot be read
   */
  static StatementSources read(StatementSettings settings, ReadSession session) {
    List<ApplicationStatement> statements = new ArrayList<>();
    settings.file().ifPresent(file -> statements.addAll(StatementFile.read(file)));
    RecordedStatements recorded = session.recordedStatements();
    statements.addAll(recorded.statements());
    return new StatementSources(statements, recorded);
  }

  /** What a proof finds; empty if there are no statements, or nothing can be proven. */
  Optional<StatementFindings> findings(StatementProof proof, ReadSession session) {
    return statements.isEmpty() ? Optional.empty() : session.prove(proof, statements).findings();
  }
}
