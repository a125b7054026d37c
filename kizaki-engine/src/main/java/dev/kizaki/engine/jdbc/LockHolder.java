package dev.kizaki.engine.jdbc;

import dev.kizaki.engine.text.ReadableDuration;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Who holds the appliers' lock.
 *
 * @param held for how long, by the server's clock; the session is opened to take the lock
 */
public record LockHolder(OtherSession session, Duration held) {
  public LockHolder {
    Objects.requireNonNull(session, "session");
    Objects.requireNonNull(held, "held");
  }

  /** {@code process 4711 (user alice, application kizaki) for 12 s}. */
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
