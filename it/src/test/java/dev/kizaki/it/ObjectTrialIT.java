package dev.kizaki.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** plan tries the SQL of objects on the embedded server of the module. */
final class ObjectTrialIT {
  @Test
  void whatPostgresSaysDecides() {
    UserProject project = UserProject.named("object-trial").schema(schema("id, titel"));
    Build refused = project.maven("kizaki:plan");
    assertThat(refused.transcript())
        .contains(
            "Trying 1 object on an embedded PostgreSQL 17...",
            "refuses the SQL of Tasks, so nothing was written: [KIZ322]",
            "Tasks: column \"titel\" does not exist (42703)");
    assertThat(refused.exitCode()).isNotZero();
    assertThat(project.migrations()).isEmpty();

    project.schema(schema("id, title"));
    assertThat(project.maven("kizaki:plan kizaki:apply").exitCode()).isZero();
    project.schema(schema("id"));
    assertThat(project.maven("kizaki:plan -Dkizaki.tryObjects=false").transcript())
        .contains("The SQL of the objects was not tried: tryObjects is false.");
    project.schema(schema("title"));
    assertThat(project.maven("kizaki:plan kizaki:apply kizaki:plan").transcript())
        .contains(
            "change object Tasks, made anew: PostgreSQL cannot replace it",
            "Applying 0002_change_tasks...",
            "No schema changes.",
            "BUILD SUCCESS");
  }

  private static String schema(String columns) {
    return """
    entity Task { title: string }
    object Tasks uses [Task] {
      create \"""create view tasks as select %s from task\"""
    }
    """
        .formatted(columns);
  }
}
