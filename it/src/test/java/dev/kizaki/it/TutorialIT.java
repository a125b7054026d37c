package dev.kizaki.it;

import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** The tutorial, followed to the letter. */
final class TutorialIT {
  @Test
  void followedToTheLetter() throws IOException, SQLException {
    try (TestDatabase database = PostgresServers.version(17).freshDatabase()) {
      UserProject project =
          UserProject.named("tutorial").environment("TASKS_PASSWORD", database.password());
      new FollowedPage("tutorial.md", "jdbc:postgresql://db.example.com/tasks", project, database)
          .follow();
    }
  }
}
