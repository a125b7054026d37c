package dev.kizaki.engine.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.embedded.ServerUse;
import dev.kizaki.engine.embedded.ServerUser;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A refusal names who uses the embedded server, and a command that ends the use. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "another command ends a process there")
final class UsersOfServerTest {
  private static final String RESET = "mvn kizaki:reset";

  @Test
  void aWatchIsStoppedInItsTerminal() {
    assertThat(message(new ServerUser(2_000_000_001L, ServerUse.WATCH)))
        .isEqualTo(
            "The embedded database is in use by a watch (`mvn kizaki:dev -Dkizaki.watch`, process"
                + " 2000000001). Press Ctrl-C in the terminal of the watch, or run `kill"
                + " 2000000001`; then run `mvn kizaki:reset` again.");
  }

  @Test
  void testsAndOtherBuildsEndByThemselves() {
    assertThat(message(new ServerUser(2_000_000_001L, ServerUse.TESTS)))
        .isEqualTo(
            "The embedded database is in use by the tests of another build (`kizaki:start`, process"
                + " 2000000001). Wait until these tests have ended, or run `kill 2000000001`; then"
                + " run `mvn kizaki:reset` again.");
    assertThat(message(new ServerUser(2_000_000_001L, ServerUse.BUILD)))
        .isEqualTo(
            "The embedded database is in use by another build (process 2000000001). Wait until this"
                + " build has ended, or run `kill 2000000001`; then run `mvn kizaki:reset` again.");
  }

  @Test
  void severalUsersAreNamedTogether() {
    ServerUser watch = new ServerUser(2_000_000_002L, ServerUse.WATCH);
    assertThat(message(watch, new ServerUser(2_000_000_001L, ServerUse.BUILD), watch))
        .isEqualTo(
            "The embedded database is in use by a watch (`mvn kizaki:dev -Dkizaki.watch`, process"
                + " 2000000002), another build (process 2000000001). Run `kill 2000000001"
                + " 2000000002`; then run `mvn kizaki:reset` again.");
  }

  private static String message(ServerUser... users) {
    return UsersOfServer.refusal(List.of(users), RESET).getMessage();
  }
}
