package dev.kizaki.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which environments are a build server's, where nobody can be asked. */
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
