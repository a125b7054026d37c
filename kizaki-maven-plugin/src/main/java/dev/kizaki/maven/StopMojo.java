package dev.kizaki.maven;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.StartedDatabase;
import java.util.Optional;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Releases the test database that {@code kizaki:start} created in this module: the test user's
 * password becomes invalid, and the embedded server stops if nothing else uses it. The database
 * itself remains until the next start, so that it can be inspected. If {@code kizaki:start} has the
 * parameter {@code collectStatements}, the statements of the tests are written before.
 */
@Mojo(name = "stop", defaultPhase = LifecyclePhase.POST_INTEGRATION_TEST, threadSafe = true)
public final class StopMojo extends AbstractKizakiMojo {
  static final String NOTHING = "Nothing to stop: kizaki:start has not run in this build.";

  @Override
  void run(Kizaki kizaki, Project project) {
    Optional<StartedDatabase> running = RunningDatabase.take(getPluginContext());
    running.ifPresent(kizaki::stop);
    getLog().info(running.isPresent() ? "Test database released." : NOTHING);
  }
}
