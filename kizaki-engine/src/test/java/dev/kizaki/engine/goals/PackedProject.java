package dev.kizaki.engine.goals;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.BundleRequest;
import dev.kizaki.engine.api.PackedHistory;
import dev.kizaki.engine.api.Project;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/**
 * The history of a project, packed into a directory of classes.
 *
 * @param classes the directory
 */
record PackedProject(Path classes) {
  /** Packs a history into {@code classes} of the project. */
  static PackedProject of(Project project, RecordedLines lines) {
    Path classes = project.root().resolve("classes");
    new Kizaki(lines).bundle(new BundleRequest(project, new BundleRequest.Resources(classes)));
    return new PackedProject(classes);
  }

  /** A file of the packed history, by its path below {@code META-INF/kizaki}. */
  Path file(String path) {
    return classes.resolve("META-INF/kizaki").resolve(path);
  }

  /** The project that an application with these classes applies. */
  Project project() throws IOException {
    return Project.of(
        PackedHistory.onClassPath(new URLClassLoader(new URL[] {classes.toUri().toURL()}, null)));
  }
}
