package dev.kizaki.engine.jdbc;

import dev.kizaki.engine.text.ReadableDuration;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * The session that holds the appliers' lock.
 *
 * @param held how long it has held the lock, by the server's clock. This is the age of the session,
 *     which is opened to take the lock
 */
public record LockHolder(OtherSession session, Duration held) {
  public LockHolder {
    Objects.requireNonNull(session, "session");
    Objects.requireNonNull(held, "held");
  }

  /** For example {@code process 4711 (user alice, application kizaki) for 12 s}. */
  public String description() {
    return new OtherSession(
                session.process(),
                session.user(),
                session.application(),
                session.state(),
                Optional.empty(),
                session.query())
            .description()
        + " for "
        + ReadableDuration.of(Duration.ofSeconds(held.toSeconds()));
  }
}
