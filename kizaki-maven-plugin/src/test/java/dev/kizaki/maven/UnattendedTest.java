package dev.kizaki.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** How a goal recognises a build server, at which no person can answer a question. */
class UnattendedTest {
  @Test
  void theVariableOfBuildServers() {
    assertThat(PlanMojo.isUnattended(Map.of())).isFalse();
    assertThat(PlanMojo.isUnattended(Map.of("CI", ""))).isFalse();
    assertThat(PlanMojo.isUnattended(Map.of("CI", "false"))).isFalse();
    assertThat(PlanMojo.isUnattended(Map.of("CI", "true"))).isTrue();
    assertThat(PlanMojo.isUnattended(Map.of("CI", "1"))).isTrue();
  }
}
