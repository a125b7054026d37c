package dev.kizaki.engine.apply;

import dev.kizaki.engine.jdbc.Sessions;
import java.util.Objects;

/**
 * What does not change during a run.
 *
 * @param toolVersion the version of kizaki that runs, which is written to the history rows
 */
record RunSettings(
    Sessions sessions, String toolVersion, RetryPolicy retryPolicy, ApplyListener listener) {
  RunSettings {
    Objects.requireNonNull(sessions, "sessions");
    Objects.requireNonNull(toolVersion, "toolVersion");
    Objects.requireNonNull(retryPolicy, "retryPolicy");
    Objects.requireNonNull(listener, "listener");
  }
}
