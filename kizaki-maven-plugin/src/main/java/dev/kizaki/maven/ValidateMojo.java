package dev.kizaki.maven;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.Project;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Checks whether the schema is valid: reads all {@code *.inspire} files and reports every error
 * with file, line and column. Needs no database and does not change the project's files.
 */
@Mojo(name = "validate", defaultPhase = LifecyclePhase.VALIDATE, threadSafe = true)
public final class ValidateMojo extends AbstractKizakiMojo {
  @Override
  void run(Kizaki kizaki, Project project) {
    kizaki.validate(project);
  }
}
