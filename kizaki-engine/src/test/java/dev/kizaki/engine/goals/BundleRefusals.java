package dev.kizaki.engine.goals;

import static dev.kizaki.engine.goals.FollowedAdvice.outside;
import static dev.kizaki.engine.goals.FollowedAdvice.row;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.BundleRequest;
import dev.kizaki.engine.api.DryRunRequest;
import dev.kizaki.engine.api.RefusalCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** The rows of {@link RefusalAdviceTest} about bundles. */
final class BundleRefusals {
  static final List<FollowedAdvice> ROWS =
      List.of(
          row(RefusalCode.PACKED_HISTORY)
              .causedBy(
                  project -> {
                    PackedProject packed = PackedProject.of(project.project(), new RecordedLines());
                    project.edit(
                        packed.file("migrations/0003_z/plan.migration"), "T.z: int", "T.y: int");
                    project.edit(packed.file("migrations/0003_z/snapshot.json"), "\"z\"", "\"y\"");
                  })
              .refusedBy(BundleRefusals::dryRunOfClasses)
              .says("Build it again with `mvn kizaki:bundle`.")
              .followedBy(
                  project -> {
                    PackedProject.of(project.project(), new RecordedLines());
                    dryRunOfClasses(project);
                  }),
          row(RefusalCode.BUNDLE_NOT_WRITABLE)
              .causedBy(
                  project -> Files.createDirectories(project.root().resolve("bundle/of/others")))
              .refusedBy(project -> bundle(project, "bundle"))
              .says("check the path and its permissions.")
              .followedBy(project -> bundle(project, "bundle/bundle.jar")),
          outside(RefusalCode.BUNDLE_NOT_AVAILABLE, "followed by MavenBundleJarsTest"));

  private BundleRefusals() {}

  private static void dryRunOfClasses(BranchedProject project) throws Exception {
    new Kizaki(new RecordedLines())
        .dryRun(
            new DryRunRequest(
                new PackedProject(project.root().resolve("classes")).project(),
                project.database(),
                false,
                false));
  }

  private static void bundle(BranchedProject project, String file) {
    Path jar = project.root().resolve(file);
    new Kizaki(new RecordedLines())
        .bundle(
            new BundleRequest(
                project.project(),
                new BundleRequest.Executable(
                    jar, Instant.parse("2026-11-01T00:00:00Z"), List::of)));
  }
}
