package dev.kizaki.engine.report;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.UnreadableDatabase;
import dev.kizaki.engine.connect.DatabaseIdentity;
import dev.kizaki.engine.connect.DatabaseStatus;
import java.util.Objects;
import java.util.Optional;

/**
 * What {@code status} learned from the database.
 *
 * @param identity which database was opened; absent if none was
 * @param state its state; absent if it could not be read or was not asked. A database that does not
 *     exist yet has a state too: nothing is applied
 * @param failure why it could not be reached or read
 */
public record StatusDatabase(
    Optional<DatabaseIdentity> identity,
    Optional<DatabaseStatus> state,
    Optional<EnvironmentFailure> failure) {
  /** The user asked for a status without a database. */
  public static final StatusDatabase OFFLINE =
      new StatusDatabase(Optional.empty(), Optional.empty(), Optional.empty());

  public StatusDatabase {
    Objects.requireNonNull(identity, "identity");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(failure, "failure");
  }

  /** Why a database that answers could not be read. */
  Optional<String> unreadable() {
    return failure.filter(UnreadableDatabase.class::isInstance).map(Throwable::getMessage);
  }

  /** What follows {@code Latest applied:}. */
  String latest() {
    if (state.isPresent()) {
      return identity.isEmpty()
          ? "unknown (no database)"
          : state.get().latest().orElse(StatusLines.NONE);
    }
    if (failure.isEmpty()) {
      return "unknown (offline)";
    }
    return unreadable().isPresent()
        ? "unknown (the database cannot be read)"
        : "unknown (the database cannot be reached)";
  }
}
