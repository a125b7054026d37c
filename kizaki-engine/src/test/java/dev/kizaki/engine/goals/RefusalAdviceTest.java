package dev.kizaki.engine.goals;

import static dev.kizaki.engine.goals.FollowedAdvice.outside;
import static dev.kizaki.engine.goals.FollowedAdvice.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.testing.FullRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each code of a refusal has a row: an input that causes it, and its advice, which is followed to
 * the letter and ends well. A code without a row fails.
 */
@FullRun
final class RefusalAdviceTest {
  private static final String INITIAL = "0001_initial";
  private static final String X = "0002_x";
  private static final String Y = "0002_y";
  private static final String Z = "0003_z";

  private static final List<FollowedAdvice> OF_THE_HISTORY =
      List.of(
          row(RefusalCode.MIGRATION_NAME)
              .causedBy(project -> project.rename(Z, "3_z"))
              .refusedBy(Goal.DRY_RUN)
              .says("such as 0003_z.\nCorrect its name")
              .followedBy(project -> project.rename("3_z", Z)),
          row(RefusalCode.MIGRATION_NAME_CASE)
              .causedBy(project -> Files.createDirectory(project.migration("0003_Z")))
              .refusedBy(Goal.DRY_RUN)
              .says("Delete the wrong one.")
              .followedBy(project -> Files.delete(project.migration("0003_Z"))),
          row(RefusalCode.MIGRATION_NOT_A_DIRECTORY)
              .causedBy(project -> Files.writeString(project.migration("0004_file"), "x"))
              .refusedBy(Goal.DRY_RUN)
              .says("Move the file out of migrations.")
              .followedBy(
                  project ->
                      Files.move(
                          project.migration("0004_file"), project.root().resolve("elsewhere"))),
          row(RefusalCode.MIGRATION_FILE_MISSING)
              .causedBy(project -> Files.delete(project.plan(X)))
              .refusedBy(Goal.DRY_RUN)
              .says("Restore it with `git checkout -- migrations/0002_x/plan.migration`")
              .followedBy(project -> project.git("checkout", "--", "migrations/0002_x")),
          row(RefusalCode.MIGRATION_FILE_SPECIAL)
              .causedBy(
                  project -> {
                    Files.delete(project.plan(X));
                    Files.createSymbolicLink(project.plan(X), project.plan(INITIAL));
                  })
              .refusedBy(Goal.DRY_RUN)
              .says("Restore it with `git checkout -- migrations/0002_x/plan.migration`")
              .followedBy(
                  project -> project.git("checkout", "--", "migrations/0002_x/plan.migration")),
          row(RefusalCode.MIGRATION_FILE_ENCODING)
              .causedBy(project -> Files.write(project.plan(X), new byte[] {(byte) 0xc3}))
              .refusedBy(Goal.DRY_RUN)
              .says("Restore it with `git checkout -- migrations/0002_x/plan.migration`")
              .followedBy(
                  project -> project.git("checkout", "--", "migrations/0002_x/plan.migration")),
          row(RefusalCode.MIGRATION_FILE_FOREIGN)
              .causedBy(project -> project.rename(X, "0002_other"))
              .refusedBy(Goal.DRY_RUN)
              .says("If the directory was renamed, give it its name back.")
              .followedBy(project -> project.rename("0002_other", X)),
          row(RefusalCode.CONFLICT_MARKERS)
              .causedBy(
                  project -> {
                    project.git("checkout", "--quiet", "-b", "mine");
                    project.replaceLatest("  add T.mine: int?");
                    project.commit();
                    project.git("checkout", "--quiet", "main");
                    project.replaceLatest("  add T.theirs: int?");
                    project.commit();
                    project.git("checkout", "--quiet", "mine");
                    project.mergeWithConflict("main");
                  })
              .refusedBy(Goal.DRY_RUN)
              .says(
                  """
                    git checkout --ours migrations/0003_z
                    mv migrations/0003_z migrations/0003_z_ours
                    git checkout --theirs migrations/0003_z\
                  """)
              .followedBy(
                  project -> {
                    project.git("checkout", "--ours", "migrations/0003_z");
                    project.rename(Z, "0003_z_ours");
                    project.git("checkout", "--theirs", "migrations/0003_z");
                    project.rebase("0003_z_ours");
                  }),
          row(RefusalCode.SNAPSHOT_MISSING)
              .causedBy(project -> Files.delete(project.snapshot(Z)))
              .refusedBy(Goal.DRY_RUN)
              .says("else restore the file with `git checkout -- migrations/0003_z/snapshot.json`")
              .followedBy(
                  project -> project.git("checkout", "--", "migrations/0003_z/snapshot.json")),
          row(RefusalCode.PLAN_NAME)
              .causedBy(
                  project -> {
                    project.toOnlyInitial();
                    Files.delete(project.snapshot(INITIAL));
                    project.edit(project.plan(INITIAL), INITIAL, "0001_other");
                  })
              .refusedBy(Goal.PLAN)
              .says("Give both the same name: the plan begins with `migration \"0001_initial\" {`.")
              .followedBy(
                  project -> {
                    project.edit(project.plan(INITIAL), "0001_other", INITIAL);
                    project.run(Goal.PLAN);
                  }),
          row(RefusalCode.SNAPSHOT_DAMAGED)
              .causedBy(project -> Files.writeString(project.snapshot(X), "{"))
              .refusedBy(Goal.DRY_RUN)
              .says("Restore it with `git checkout -- migrations/0002_x/snapshot.json`")
              .followedBy(
                  project -> project.git("checkout", "--", "migrations/0002_x/snapshot.json")),
          row(RefusalCode.SCHEMA_MISSING)
              .causedBy(project -> Files.delete(project.schema()))
              .refusedBy(Goal.PLAN)
              .says("Restore the schema")
              .followedBy(project -> project.git("checkout", "--", "src")),
          row(RefusalCode.NUMBER_MISSING)
              .causedBy(project -> project.rename(Z, "0004_z"))
              .refusedBy(Goal.DRY_RUN)
              .says("or restore the old numbers of the directories.")
              .followedBy(project -> project.rename("0004_z", Z)),
          row(RefusalCode.NUMBER_BEGUN_BY_HAND)
              .causedBy(
                  project -> {
                    project.toOnlyInitial();
                    project.rename(INITIAL, "0009_initial");
                    Files.delete(project.snapshot("0009_initial"));
                  })
              .refusedBy(Goal.PLAN)
              .says(
                  "rename the directory to migrations/0001_initial, let its plan begin with"
                      + " `migration \"0001_initial\" {`, and run `mvn kizaki:plan`")
              .followedBy(
                  project -> {
                    project.rename("0009_initial", INITIAL);
                    project.run(Goal.PLAN);
                  }),
          row(RefusalCode.CHAIN_BROKEN)
              .causedBy(project -> project.write(X, Optional.of(INITIAL), "  add T.other: int?"))
              .refusedBy(Goal.DRY_RUN)
              .says("`mvn kizaki:rebase -Dkizaki.rebase=0003_z`, which puts it after them.")
              .followedBy(project -> project.rebase(Z)),
          row(RefusalCode.BRANCHES_PARTED)
              .causedBy(project -> project.write(Y, Optional.of(INITIAL), "  add T.other: int?"))
              .refusedBy(Goal.DRY_RUN)
              .says("Run `mvn kizaki:rebase -Dkizaki.rebase=<migration>` with the first migration")
              .followedBy(project -> project.rebase(Y)),
          row(RefusalCode.REBASE_SIDE_UNKNOWN)
              .causedBy(project -> project.write(Y, Optional.of(INITIAL), "  add T.other: int?"))
              .refusedBy(project -> project.rebase(""))
              .says("`mvn kizaki:rebase -Dkizaki.rebase=0002_y`")
              .followedBy(project -> project.rebase(Y)),
          row(RefusalCode.REBASE_NAME)
              .causedBy(project -> {})
              .refusedBy(project -> project.rebase("0003_x"))
              .says(
                  "Name the first migration that is to be computed again; the last one is 0003_z.")
              .followedBy(project -> project.rebase(Z)),
          row(RefusalCode.REBASE_SHARED)
              .causedBy(
                  project -> {
                    project.publish("main");
                    project.write(Y, Optional.of(INITIAL), "  add T.other: int?");
                  })
              .refusedBy(project -> project.rebase(X))
              .says("`mvn kizaki:rebase -Dkizaki.rebase=0002_y`")
              .followedBy(project -> project.rebase(Y)),
          row(RefusalCode.MIGRATION_COPIED)
              .causedBy(
                  project -> {
                    project.copy(Z, "0004_z");
                    project.edit(project.plan("0004_z"), Z, "0004_z");
                    project.edit(project.snapshot("0004_z"), Z, "0004_z");
                  })
              .refusedBy(project -> project.rebase(""))
              .says("Delete the directory that is a copy of the other.")
              .followedBy(project -> project.delete("0004_z")),
          row(RefusalCode.REBASE_NUMBERS)
              .causedBy(
                  project -> {
                    project.write("0003_y", Optional.of(X), "  add T.other: int?");
                    project.rename(Z, "0004_z");
                    project.edit(project.plan("0004_z"), Z, "0004_z");
                    project.edit(project.snapshot("0004_z"), Z, "0004_z");
                  })
              .refusedBy(project -> project.rebase("0003_y"))
              .says(
                  "restore the old numbers of the directories, then run `mvn kizaki:rebase` again")
              .followedBy(
                  project -> {
                    project.rename("0004_z", Z);
                    project.edit(project.plan(Z), "0004_z", Z);
                    project.edit(project.snapshot(Z), "0004_z", Z);
                    project.rebase("0003_y");
                  }),
          row(RefusalCode.REBASE_ANSWER)
              .causedBy(RefusalAdviceTest::conflict)
              .refusedBy(project -> project.rebase(Y, "drop T.x"))
              .says("not change T.x")
              .followedBy(project -> project.rebase(Y, "not change T.x")),
          row(RefusalCode.MIGRATION_WITH_OTHER_FILES)
              .causedBy(
                  project -> {
                    conflict(project);
                    Files.writeString(project.migration(Y).resolve("why.md"), "because");
                  })
              .refusedBy(project -> project.rebase(Y, "not change T.x"))
              .says("why.md.\nMove them elsewhere, then run the goal again.")
              .followedBy(
                  project -> {
                    Files.move(
                        project.migration(Y).resolve("why.md"), project.root().resolve("why.md"));
                    project.rebase(Y, "not change T.x");
                  }),
          row(RefusalCode.REBASE_BASE_MISSING)
              .causedBy(
                  project -> {
                    project.write(Y, Optional.of(INITIAL), "  add T.other: int?");
                    project.edit(project.plan(INITIAL), "a: string", "a: bigint");
                    project.edit(project.snapshot(INITIAL), "\"string\"", "\"bigint\"");
                  })
              .refusedBy(project -> project.rebase(""))
              .says("Restore that migration (`git status` shows a change that is not committed")
              .followedBy(
                  project -> {
                    project.git("checkout", "--", "migrations/0001_initial");
                    project.rebase(Y);
                  }),
          row(RefusalCode.REBASE_REPLAY)
              .causedBy(
                  project -> {
                    project.write(Y, Optional.of(INITIAL), "  add T.other: int?");
                    project.edit(project.plan(Y), "add T.other", "add U.other");
                  })
              .refusedBy(project -> project.rebase(Y))
              .says("Correct the plan on its own branch, then run `mvn kizaki:rebase` again.")
              .followedBy(
                  project -> {
                    project.edit(project.plan(Y), "add U.other", "add T.other");
                    project.rebase(Y);
                  }),
          row(RefusalCode.REBASE_OPEN_QUESTION)
              .causedBy(
                  project -> {
                    project.delete(Z);
                    project.write(X, Optional.of(INITIAL), "  rename T.a -> T.x");
                    project.write(
                        Y,
                        Optional.of(INITIAL),
                        """
                          [RESOLVE] either {
                            rename T.a -> T.y
                          } or {
                            drop T.a
                            add T.y: string backfill [RESOLVE]
                          }\
                        """);
                  })
              .refusedBy(project -> project.rebase(Y))
              .says("Answer it on its own branch first, then run `mvn kizaki:rebase` again.")
              .followedBy(
                  project -> {
                    project.write(Y, Optional.of(INITIAL), "  rename T.a -> T.y");
                    project.rebase(Y, "not rename T.x -> T.y");
                  }),
          row(RefusalCode.STATEMENT_INVALID)
              .causedBy(
                  project -> {
                    project.toOnlyInitial();
                    project.edit(project.plan(INITIAL), "  add entity", "  drop U.a\n  add entity");
                  })
              .refusedBy(Goal.DRY_RUN)
              .says(
                  "if no database has applied 0001_initial, delete its directory and run `mvn"
                      + " kizaki:plan`.")
              .followedBy(
                  project -> {
                    project.delete(INITIAL);
                    project.run(Goal.PLAN);
                  }),
          row(RefusalCode.PLAN_INCOMPLETE)
              .causedBy(
                  project ->
                      project.edit(
                          project.plan(Z), "  add", "  add T.p: T.id?\n  drop key T\n  add"))
              .refusedBy(Goal.DRY_RUN)
              .says("Add the missing statement")
              .followedBy(
                  project ->
                      project.edit(
                          project.plan(Z),
                          "  drop key T\n",
                          "  drop T.p\n  drop key T\n  add key T([id])\n")),
          row(RefusalCode.PLAN_INCOMPLETE)
              .causedBy(
                  project ->
                      project.edit(
                          project.plan(Z), "  add", "  rename key T \"t_pkey\" -> \"t\"\n  add"))
              .refusedBy(Goal.DRY_RUN)
              .says("Give one of them another name")
              .followedBy(
                  project ->
                      project.edit(
                          project.plan(Z), "  add", "  rename key T \"t\" -> \"t_pkey\"\n  add")),
          row(RefusalCode.PLAN_NOT_PROVEN)
              .causedBy(project -> project.edit(project.plan(X), "int?", "bigint?"))
              .refusedBy(Goal.DRY_RUN)
              .says("`mvn kizaki:rebase -Dkizaki.rebase=0002_x`, which computes the snapshots")
              .followedBy(project -> project.rebase(X)),
          row(RefusalCode.QUESTIONS_OPEN)
              .causedBy(
                  project -> {
                    conflict(project);
                    project.rebase(Y);
                  })
              .refusedBy(Goal.DRY_RUN)
              .says(
                  "leave the statements of the choice that you mean, then run `mvn kizaki:rebase"
                      + " -Dkizaki.rebase=0003_y`")
              .followedBy(
                  project -> {
                    Files.writeString(project.plan("0003_y"), "migration \"0003_y\" {\n}\n");
                    project.rebase("0003_y");
                  }),
          row(RefusalCode.SEVERAL_PENDING)
              .causedBy(
                  project -> {
                    conflict(project);
                    project.rebase(Y);
                    Files.writeString(project.plan("0003_y"), "migration \"0003_y\" {\n}\n");
                  })
              .refusedBy(Goal.PLAN)
              .says("run `mvn kizaki:rebase -Dkizaki.rebase=0003_y`, which computes it again")
              .followedBy(project -> project.rebase("0003_y")),
          row(RefusalCode.HISTORY_UNREADABLE)
              .causedBy(
                  project -> {
                    Files.move(project.migration(""), project.root().resolve("aside"));
                    Files.writeString(project.root().resolve("migrations"), "");
                  })
              .refusedBy(Goal.DRY_RUN)
              .says("move it away")
              .followedBy(
                  project -> {
                    Files.delete(project.root().resolve("migrations"));
                    Files.move(
                        project.root().resolve("aside"), project.root().resolve("migrations"));
                  }),
          outside(RefusalCode.HISTORY_NOT_LOCKABLE, "needs a directory without rights"),
          outside(RefusalCode.SNAPSHOT_NEWER, "needs a newer release of the plugin"),
          outside(RefusalCode.HISTORY_IN_USE, "another process has to end: KilledWriterTest"),
          outside(RefusalCode.HISTORY_CHANGED_MEANWHILE, "a race of two processes"),
          outside(RefusalCode.NUMBER_TWICE, "the fork explains it: BRANCHES_PARTED"));

  private static final List<FollowedAdvice> ROWS =
      Stream.of(
              OF_THE_HISTORY,
              AdoptRefusals.ROWS,
              ConnectionRefusals.ROWS,
              DatabaseRefusals.ROWS,
              EmbeddedRefusals.ROWS,
              ChangelogRefusals.ROWS,
              ProjectRefusals.ROWS,
              AnswerRefusals.ROWS,
              DatabaseStateRefusals.ROWS,
              BundleRefusals.ROWS,
              ParameterRefusals.ROWS)
          .flatMap(List::stream)
          .toList();

  @TempDir private Path directory;

  /** Main adds a field as int, and another branch adds it as bigint. */
  private static void conflict(BranchedProject project) throws IOException {
    project.delete(Z);
    project.write(Y, Optional.of(INITIAL), "  add T.x: bigint?");
  }

  @TestFactory
  Stream<DynamicTest> adviceThatIsFollowedEndsWell() {
    return ROWS.stream()
        .filter(FollowedAdvice::isFollowed)
        .map(row -> DynamicTest.dynamicTest(row.name(), () -> row.check(directory)));
  }

  @Test
  void eachCodeHasARow() {
    assertThat(ROWS.stream().map(FollowedAdvice::code).distinct())
        .containsExactlyInAnyOrder(RefusalCode.values());
  }

  /** A test or a Maven project that follows an advice in place of this test. */
  @Test
  void eachOtherTestExists() throws IOException {
    Set<String> existing = new HashSet<>();
    Path root = Path.of("").toAbsolutePath().getParent();
    for (String directory :
        List.of("kizaki-engine/src/test", "kizaki-maven-plugin/src/test", "it/src")) {
      try (Stream<Path> files = Files.walk(root.resolve(directory))) {
        files
            .map(file -> file.getFileName().toString().replaceFirst("[.]java$", ""))
            .forEach(existing::add);
      }
    }
    List<String> named = ROWS.stream().flatMap(row -> row.otherTest().stream()).toList();
    assertThat(named).hasSizeGreaterThan(10);
    assertThat(named).allMatch(existing::contains);
  }

  @Test
  void eachCodeIsDifferent() {
    assertThat(Stream.of(RefusalCode.values()).map(RefusalCode::text)).doesNotHaveDuplicates();
  }
}
