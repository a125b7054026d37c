package dev.kizaki.engine.changelog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.changelog.ChangelogFile.State;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The comment of a changelog file, and the state that follows from it. */
final class ChangelogFileTest {
  private static final String DIGEST = "0123456789abcdef".repeat(4);
  private static final String RENDERED =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
          + "<databaseChangeLog>\n"
          + "  <a/>\n"
          + "</databaseChangeLog>\n";
  private static final ChangelogFile FILE = ChangelogFile.of("public", "0002_add_status", DIGEST);
  private static final String TEXT = FILE.text(RENDERED);

  @Test
  void theCommentFollowsTheDeclaration() {
    assertThat(TEXT)
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- kizaki changelog 1, schema public, migration 0002_add_status, digest %s, content \
            8601dd387f33b50ef352817578396d99b0e79a7f415beb279e69c7bc14b670df -->
            <databaseChangeLog>
              <a/>
            </databaseChangeLog>
            """
                .formatted(DIGEST));
  }

  @Test
  void anUnchangedFileIsCurrent() {
    assertThat(state(TEXT)).isEqualTo(State.CURRENT);
  }

  @Test
  void otherLineBreaksAreNoEdit() {
    assertThat(state(TEXT.replace("\n", "\r\n"))).isEqualTo(State.CURRENT);
    assertThat(FILE.text(RENDERED.replace("\n", "\r\n"))).isEqualTo(TEXT);
  }

  @Test
  void anAbsentFileIsMissing() {
    assertThat(FILE.state(Optional.empty())).isEqualTo(State.MISSING);
  }

  @Test
  void aFileForAnotherDigestSchemaOrNameIsOutdated() {
    assertThat(ChangelogFile.of("public", "0002_add_status", "f".repeat(64)).state(text()))
        .isEqualTo(State.OUTDATED);
    assertThat(ChangelogFile.of("tasks", "0002_add_status", DIGEST).state(text()))
        .isEqualTo(State.OUTDATED);
    assertThat(ChangelogFile.of("public", "0003_add_status", DIGEST).state(text()))
        .isEqualTo(State.OUTDATED);
  }

  @Test
  void aFileOfAnotherFormatIsOutdated() {
    assertThat(state(TEXT.replace("changelog 1,", "changelog 2,"))).isEqualTo(State.OUTDATED);
  }

  @Test
  void aFileWithOtherContentIsEdited() {
    for (String other :
        List.of(
            "",
            RENDERED,
            TEXT + " ",
            TEXT.replace("<a/>", "<b/>"),
            TEXT.substring(0, TEXT.length() / 2),
            TEXT.replace("content ", "content 0"),
            "\n" + TEXT)) {
      assertThat(state(other)).as(other).isEqualTo(State.EDITED);
    }
  }

  @Test
  void anySchemaNameIsEncodedInTheComment() {
    String text = ChangelogFile.of("a--b, \n ü-->", "0001_initial", DIGEST).text(RENDERED);
    assertThat(text)
        .contains(
            "<!-- kizaki changelog 1, schema a-2d-2db-2c-20-0a-20-c3-bc-2d-2d-3e, migration ");
    assertThat(ChangelogFile.of("a--b, \n ü-->", "0001_initial", DIGEST).state(Optional.of(text)))
        .isEqualTo(State.CURRENT);
  }

  @Test
  void theMasterDependsOnTheMigrationsAndTheirOrder() {
    String master = ChangelogFile.master(List.of("0001_a", "0002_b")).text(RENDERED);
    assertThat(master).contains("\n<!-- kizaki changelog-master 1, includes ");
    assertThat(ChangelogFile.master(List.of("0001_a", "0002_b")).state(Optional.of(master)))
        .isEqualTo(State.CURRENT);
    assertThat(ChangelogFile.master(List.of("0001_a")).state(Optional.of(master)))
        .isEqualTo(State.OUTDATED);
    assertThat(FILE.state(Optional.of(master))).isEqualTo(State.OUTDATED);
  }

  private static Optional<String> text() {
    return Optional.of(TEXT);
  }

  private static State state(String text) {
    return FILE.state(Optional.of(text));
  }
}
