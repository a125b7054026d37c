package dev.kizaki.maven;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.Project;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Says whether the schema is valid: reads every {@code *.inspire} file and reports every error of
 * every file, with line and column. Needs no database and writes nothing.
 */
@Mojo(name = "validate", defaultPhase = LifecyclePhase.VALIDATE, threadSafe = true)
public final class ValidateMojo extends AbstractKizakiMojo {
  @Override
  void run(Kizaki kizaki, Project project) {
    kizaki.validate(project);
  }
}
