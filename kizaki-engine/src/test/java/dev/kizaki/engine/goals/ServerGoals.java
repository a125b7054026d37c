package dev.kizaki.engine.goals;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.ChangelogSettings;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.DevRequest;
import dev.kizaki.engine.api.PlanRequest;
import dev.kizaki.engine.api.Prompter;
import dev.kizaki.engine.api.ResetRequest;
import dev.kizaki.engine.api.StatusRequest;
import dev.kizaki.engine.api.StatusRequest.FailOn;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Runs goals of a project with its database on a server. */
record ServerGoals(BranchedProject project) {
  static ServerGoals of(BranchedProject project) {
    return new ServerGoals(project);
  }

  private static Kizaki kizaki() {
    return new Kizaki(new RecordedLines());
  }

  DatabaseSettings database() {
    return new AppliedProject(project.root(), project.onServer()).database();
  }

  void apply() {
    apply(Optional.empty());
  }

  void apply(String target) {
    apply(Optional.of(target));
  }

  private void apply(Optional<String> target) {
    kizaki().apply(new ApplyRequest(project.project(), database(), target));
  }

  /** Plans without answers. */
  void plan() {
    plan(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  void plan(String answers) {
    plan(Optional.empty(), Optional.of(answers), Optional.empty(), Optional.empty());
  }

  /** Plans with the answers in a file. */
  void planWith(Path answers) {
    plan(Optional.empty(), Optional.empty(), Optional.of(answers), Optional.empty());
  }

  void planNamed(String name) {
    plan(Optional.of(name), Optional.empty(), Optional.empty(), Optional.empty());
  }

  void planAtPrompt(String... replies) {
    plan(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(new ScriptedPrompter(List.of(replies))));
  }

  private void plan(
      Optional<String> name,
      Optional<String> resolve,
      Optional<Path> resolveFile,
      Optional<Prompter> prompter) {
    kizaki()
        .plan(
            new PlanRequest(
                project.project(),
                database(),
                name,
                resolve,
                resolveFile,
                false,
                false,
                prompter,
                Optional.empty(),
                ChangelogSettings.OFF));
  }

  void dev() {
    dev(database());
  }

  void dev(DatabaseSettings database) {
    kizaki().dev(new DevRequest(project.project(), database, false));
  }

  void reset(DatabaseSettings database) {
    kizaki().reset(new ResetRequest(project.project(), database, false));
  }

  void status(Set<FailOn> failOn, boolean offline) {
    kizaki()
        .status(
            new StatusRequest(
                project.project(), database(), failOn, Optional.empty(), offline, false, false));
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = project.onServer().connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
