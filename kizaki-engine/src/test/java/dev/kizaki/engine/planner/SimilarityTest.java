package dev.kizaki.engine.planner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimilarityTest {
  @ParameterizedTest
  @CsvSource({
    "desc, description",
    "qty, quantity",
    "addr, address",
    "num, number",
    "no, number",
    "amt, amount",
    "tags, tag",
    "categories, category",
    "addresses, address",
    "userName, username",
    "user_name, userName",
    "ownerId, taskOwnerId",
    "title, taskTitle",
    "isActive, active",
    "points, pointCount",
    "colour, color",
    "creatorId, createdById",
    "orgId, organizationId",
    "CREATED_AT, createdAt",
  })
  void isAlike(String one, String other) {
    assertThat(Similarity.of("Task", one, other)).isGreaterThanOrEqualTo(Similarity.ALIKE);
    assertThat(Similarity.of("Task", other, one)).isGreaterThanOrEqualTo(Similarity.ALIKE);
  }

  @ParameterizedTest
  @CsvSource({
    "ownerId, assigneeId",
    "organizationId, clientId",
    "parentId, clientId",
    "body, context",
    "startedAt, createdAt",
    "legacyFlag, archived",
    "title, name",
    "taskId, taskName",
    "a, b",
  })
  void isNot(String one, String other) {
    assertThat(Similarity.of("Task", one, other)).isLessThan(Similarity.SIMILAR);
    assertThat(Similarity.of("Task", other, one)).isLessThan(Similarity.SIMILAR);
  }
}
