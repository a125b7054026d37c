package dev.kizaki.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** From the first plan to the fifth, build after build, as a developer goes. */
final class WorkflowIT {
  private static final String INITIAL =
      """
      entity Task {
        title: string
        ownerId: __User.id
      }
      """;
  private static final String WITH_DUE_DATE =
      """
      entity Task {
        title: string
        ownerId: __User.id
        dueDate: datetime?
      }
      """;
  private static final String RENAMED =
      """
      entity Task {
        title: string
        assigneeId: __User.id
        dueDate: datetime?
      }
      """;

  @Test
  void oneMigrationAfterTheOther() throws SQLException {
    try (TestDatabase database = PostgresServers.version(17).freshDatabase()) {
      UserProject project = UserProject.named("workflow").using(database).schema(INITIAL);
      assertThat(project.maven("kizaki:plan kizaki:apply kizaki:status").transcript())
          .isEqualTo("");
    }
  }
}
