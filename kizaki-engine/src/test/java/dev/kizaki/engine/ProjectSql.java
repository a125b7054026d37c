package dev.kizaki.engine;

import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.project.MigrationSql;
import dev.kizaki.engine.sql.SqlMigration;
import java.util.List;

/** What {@code apply} runs for the migrations of a project. */
public final class ProjectSql {
  private ProjectSql() {}

  public static List<SqlMigration> of(Project project, String schema) {
    CommittedHistory history = CommittedHistory.of(project);
    return history.migrations().stream().map(new MigrationSql(history, schema)::of).toList();
  }
}
