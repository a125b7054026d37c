package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.RebaseRequest;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.GitProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The questions of {@code rebase}: the ways to answer them, and the history after the answers. */
@FullRun
final class RebaseAnswersTest {
  private static final String BASE =
      """
        add entity T {
          id: uuid = uuid() @primaryKey
          a: string
        }\
      """;

  private static final String SCHEMA = "entity T {\n  a: string\n  l: string = \"%s\"\n}\n";

  private static final String QUESTION =
      "  // 0002_x added another T.l than this migration. Which one stays?\n";

  private static final String CHANGE = "  change T.l: string = \"en\" -> string = \"de\"\n";

  private static final String REBASED =
      """
      Rebased migrations/0002_y/ to migrations/0003_y/ on top of 0002_x.
      """;

  private static final String RESET =
      "If a local database has applied 0002_y, run `mvn kizaki:reset` on it.\n";

  @TempDir private Path directory;
  private int projects;

  /** Main adds a field with the default "en", and the other branch with "de"; the merge has en. */
  private BranchedProject merged() throws IOException {
    projects++;
    return new BranchedProject(
            Files.createDirectory(directory.resolve("project" + projects)), SCHEMA.formatted("en"))
        .write("0001_initial", Optional.empty(), BASE)
        .write("0002_x", Optional.of("0001_initial"), "  add T.l: string = \"en\"")
        .write("0002_y", Optional.of("0001_initial"), "  add T.l: string = \"de\"");
  }

  @Test
  void namesEachWayToAnswer() throws IOException {
    BranchedProject project = merged();
    assertThat(project.rebase("0002_y"))
        .isEqualTo(
            REBASED
                + """
                [WARNING] Resolve migrations/0003_y/plan.migration:3: 0002_x added another T.l \
                than this migration. Which one stays?
                """
                + RESET
                + """
                Answer in the plan: leave the statements of the choice that you mean, then run \
                `mvn kizaki:rebase -Dkizaki.rebase=0003_y`. Or answer with `mvn kizaki:rebase \
                -Dkizaki.rebase=0003_y -Dkizaki.resolve="change T.l"`.
                """);
    assertThat(project.plan("0003_y"))
        .hasContent(
            """
            migration "0003_y" {
              // 0002_x added another T.l than this migration. Which one stays?
              [RESOLVE] either {
                change T.l: string = "en" -> string = "de"
              } or {
              }
            }
            """);
  }

  @Test
  void theSameAnswerGivesTheSameFilesInEachWay() throws IOException {
    Map<String, String> removed = answeredInFile("");
    assertThat(answeredInFile(QUESTION)).isEqualTo(removed);
    assertThat(answered("not change T.l")).isEqualTo(removed);
    assertThat(answeredAtOnce("not change T.l")).isEqualTo(removed);
    assertThat(answeredAtPrompt("2")).isEqualTo(removed);
    Map<String, String> changed = answeredInFile(QUESTION + CHANGE);
    assertThat(answeredInFile(CHANGE)).isEqualTo(changed);
    assertThat(answered("change T.l")).isEqualTo(changed);
    assertThat(answeredAtOnce("change T.l: string = \"en\" -> string = \"de\"")).isEqualTo(changed);
    assertThat(answeredAtPrompt("1")).isEqualTo(changed);
    assertThat(changed).isNotEqualTo(removed);
  }

  private Map<String, String> answeredInFile(String statements) throws IOException {
    BranchedProject project = merged();
    project.rebase("0002_y");
    Files.writeString(
        project.plan("0003_y"), "migration \"0003_y\" {\n%s}\n".formatted(statements));
    project.rebase("0003_y");
    return inOrder(project);
  }

  private Map<String, String> answered(String answer) throws IOException {
    BranchedProject project = merged();
    project.rebase("0002_y");
    project.rebase("0003_y", answer);
    return inOrder(project);
  }

  private Map<String, String> answeredAtOnce(String answer) throws IOException {
    BranchedProject project = merged();
    String output = project.rebase("0002_y", answer);
    if (answer.startsWith("not ")) {
      assertThat(output)
          .isEqualTo("Removed migrations/0002_y/ because nothing is left of it.\n" + RESET);
    }
    return inOrder(project);
  }

  private Map<String, String> answeredAtPrompt(String reply) throws IOException {
    BranchedProject project = merged();
    assertThat(project.rebaseAtPrompt("0002_y", reply).screen())
        .isEqualTo(
            """

            The rebase asks 1 question. Ctrl-C ends without writing.

            0002_x added another T.l than this migration. Which one stays?
              1) change T.l: string = "en" -> string = "de"
              2) nothing
                   the change of 0003_y is given up
            Which (1-2, Enter leaves it open, ? for help): %s
            """
                .formatted(reply));
    return inOrder(project);
  }

  /** The files of a project whose history every goal accepts. */
  private static Map<String, String> inOrder(BranchedProject project) throws IOException {
    run(Goal.DRY_RUN, project);
    assertThat(project.rebase("")).isEqualTo("Nothing to rebase.\n");
    return project.files();
  }

  @Test
  void anAnswerEndsTheRebaseWithAnUpstreamBranchToo() throws IOException {
    BranchedProject project = merged();
    Files.move(project.plan("0002_y").getParent(), directory.resolve("aside"));
    GitProject git = new GitProject(project.root()).init();
    git.commit("main");
    git.publish("main", "main");
    Files.move(directory.resolve("aside"), project.plan("0002_y").getParent());
    assertThat(project.rebase("")).startsWith(REBASED);
    Files.writeString(project.plan("0003_y"), "migration \"0003_y\" {\n}\n");
    assertThat(project.rebase(""))
        .startsWith("Removed migrations/0003_y/ because nothing is left of it.\n");
    assertThat(inOrder(project)).isEqualTo(answered("not change T.l"));
  }

  /** An open question that was pushed can still be answered, because no database applied it. */
  @Test
  void aQuestionOnTheUpstreamBranchCanBeAnswered() throws IOException {
    BranchedProject project = merged();
    project.rebase("0002_y");
    GitProject git = new GitProject(project.root()).init();
    git.commit("an open question");
    git.publish("main", "main");
    Files.writeString(project.plan("0003_y"), "migration \"0003_y\" {\n}\n");
    assertThatThrownBy(() -> project.rebase("0003_y"))
        .hasMessageEndingWith(
            """
            If its plan has an open question on origin/main, restore it with `git checkout -- \
            migrations/0003_y/plan.migration`, then run `mvn kizaki:rebase` with \
            -Dkizaki.resolve.\
            """);
    git.run("checkout", "--", "migrations/0003_y/plan.migration");
    project.rebase("", "not change T.l");
    inOrder(project);
  }

  @Test
  void theMessagesOfOtherGoalsLeadToTheAnswer() throws IOException {
    BranchedProject project = merged();
    project.rebase("0002_y");
    String open =
        """
        Answer in the plan: leave the statements of the choice that you mean, then run `mvn \
        kizaki:rebase -Dkizaki.rebase=0003_y`. Or answer with `mvn kizaki:rebase \
        -Dkizaki.rebase=0003_y -Dkizaki.resolve="…"`.\
        """;
    assertThatThrownBy(() -> run(Goal.DRY_RUN, project)).hasMessageEndingWith(open);
    assertThatThrownBy(() -> run(Goal.PLAN, project))
        .hasMessageEndingWith(
            """
            plan can rewrite only the latest migration, so all others must be applied. Before \
            that, the questions of 0003_y must be answered. %s\
            """
                .formatted(open));
    Files.writeString(project.plan("0003_y"), "migration \"0003_y\" {\n}\n");
    String edited =
        """
        Correct the plan or, if no database has applied 0003_y, run `mvn kizaki:plan`. If `mvn \
        kizaki:rebase` wrote the plan and you have answered its question, run `mvn kizaki:rebase \
        -Dkizaki.rebase=0003_y`.\
        """;
    assertThatThrownBy(() -> run(Goal.DRY_RUN, project)).hasMessageEndingWith(edited);
    assertThatThrownBy(() -> project.rebase("")).hasMessageEndingWith(edited);
    assertThatThrownBy(() -> run(Goal.PLAN, project))
        .hasMessageEndingWith(
            """
            Before that, the snapshot of 0003_y must agree with its plan: run `mvn kizaki:rebase \
            -Dkizaki.rebase=0003_y`, which computes it again, then `mvn kizaki:apply`.\
            """);
    project.rebase("0003_y");
    inOrder(project);
  }

  private static void run(Goal goal, BranchedProject project) {
    goal.run(new Kizaki(new RecordedLines()), project.project(), project.database());
  }

  @Test
  void aMigrationAfterTheRemovedOneGetsItsNumber() throws IOException {
    BranchedProject project = merged().write("0003_z", Optional.of("0002_y"), "  add T.z: int?");
    project.rebase("0002_y", "not change T.l");
    assertThat(project.migrations()).containsExactly("0001_initial", "0002_x", "0003_z");
    Map<String, String> atOnce = inOrder(project);
    BranchedProject later = merged().write("0003_z", Optional.of("0002_y"), "  add T.z: int?");
    later.rebase("0002_y");
    Files.writeString(later.plan("0003_y"), "migration \"0003_y\" {\n}\n");
    assertThat(later.rebase("0003_y"))
        .isEqualTo(
            """
            Removed migrations/0003_y/ because nothing is left of it.
            Renamed migrations/0004_z/ to migrations/0003_z/
            If a local database has applied 0003_y, 0004_z, run `mvn kizaki:reset` on it.
            """);
    assertThat(inOrder(later)).isEqualTo(atOnce);
  }

  @Test
  void aFieldThatComesBackGetsItsValues() throws IOException {
    BranchedProject project = dropped();
    project.rebase("0002_y", "add T.a; T.a backfill 7");
    assertThat(project.plan("0003_y"))
        .hasContent(
            """
            migration "0003_y" {
              add T.a: bigint backfill 7
            }
            """);
    inOrder(project);
    BranchedProject other = dropped();
    assertThat(other.rebaseAtPrompt("0002_y", "?", "x", "1", "none").screen())
        .containsPattern(
            "1 +([^\\n]+; )?the plan gets\n +add T\\.a: bigint backfill \\[RESOLVE\\]\n")
        .doesNotContain("drop and add")
        .contains("`x` answers no open question.")
        .endsWith("T.a backfill (Enter leaves it open, ? for help): none\n");
    assertThat(other.plan("0003_y")).hasContent("migration \"0003_y\" {\n  add T.a: bigint\n}\n");
    inOrder(other);
  }

  private BranchedProject dropped() throws IOException {
    projects++;
    return new BranchedProject(
            Files.createDirectory(directory.resolve("project" + projects)), "entity T {\n}\n")
        .write(
            "0001_initial",
            Optional.empty(),
            "  add entity T {\n    id: uuid = uuid() @primaryKey\n    a: int\n  }")
        .write("0002_x", Optional.of("0001_initial"), "  drop T.a")
        .write("0002_y", Optional.of("0001_initial"), "  change T.a: int -> bigint");
  }

  @Test
  void refusesAnswersThatDoNotFit() throws IOException {
    BranchedProject project = merged();
    Map<String, String> files = project.files();
    assertThatThrownBy(() -> project.rebase("0002_y", "rename T.l -> T.m; drop T.l"))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            """
            `rename T.l -> T.m` answers no open question.
            `drop T.l` answers no open question.
            Open questions:
              0002_x added another T.l than this migration. Which one stays?
                change T.l
                not change T.l\
            """);
    assertThatThrownBy(() -> project.rebase("0002_y", "change T.l; not change T.l"))
        .hasMessageStartingWith(
            "`change T.l` and `not change T.l` are different answers to one question.\n");
    assertThatThrownBy(() -> project.rebaseAtPrompt("0002_y", "3"))
        .hasMessageContaining("The input ended before the last question");
    assertThat(project.files()).isEqualTo(files);
    project.rebase("0002_y", "not change T.l");
    assertThatThrownBy(() -> project.rebase("", "not change T.l"))
        .hasMessage("`not change T.l` answers no open question.\nThere is no open question.");
  }

  /** A plan that was begun by hand has no snapshot, so it can only be the latest migration. */
  @Test
  void aPlanBegunByHandGetsTheNextNumber() throws IOException {
    BranchedProject project = merged();
    Files.delete(project.plan("0002_y").resolveSibling("snapshot.json"));
    String advice =
        """
        If it was begun by hand, rename the directory to migrations/0003_y, let its plan begin \
        with `migration "0003_y" {`, and run `mvn kizaki:plan`.\
        """;
    assertThatThrownBy(() -> run(Goal.PLAN, project)).hasMessageContaining(advice);
    Files.move(
        project.plan("0002_y").getParent(),
        project.plan("0002_y").getParent().resolveSibling("0003_y"));
    Files.writeString(project.plan("0003_y"), "migration \"0003_y\" {\n  add T.m: int?\n}\n");
    assertThatThrownBy(() -> run(Goal.PLAN, project))
        .hasMessageEndingWith(
            """
            Move the directory of 0003_y out of the migrations, apply the others with `mvn \
            kizaki:apply`, move it back, then run `mvn kizaki:plan` again.\
            """);
  }

  /** Both sides name a table of users, and that of the side which stays holds. */
  @Test
  void aQuestionWithoutStatementsCanBeAnswered() throws IOException {
    BranchedProject project =
        new BranchedProject(Files.createDirectory(directory.resolve("users")), "entity T {\n}\n")
            .write("0001_initial", Optional.empty(), BASE)
            .write("0002_x", Optional.of("0001_initial"), "  add system __User")
            .write(
                "0002_y",
                Optional.of("0001_initial"),
                "  add system __User from \"auth\".\"users\".\"id\": uuid");
    assertThat(project.rebaseAtPrompt("0002_y", "1").screen())
        .contains("  1) nothing   the plan needs no statement\n");
    assertThat(project.migrations()).containsExactly("0001_initial", "0002_x");
    inOrder(project);
  }

  @Test
  void readsAnswersFromAFile() throws IOException {
    BranchedProject project = merged();
    Path answers = directory.resolve("answers.txt");
    Files.writeString(answers, "// the default of the main branch\nnot change T.l\n");
    new Kizaki(new RecordedLines())
        .rebase(
            new RebaseRequest(
                project.project(),
                Optional.of("0002_y"),
                Optional.empty(),
                Optional.of(answers),
                Optional.empty()));
    assertThat(project.migrations()).isEqualTo(List.of("0001_initial", "0002_x"));
  }
}
