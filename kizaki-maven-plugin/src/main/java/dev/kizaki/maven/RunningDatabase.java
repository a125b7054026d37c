package dev.kizaki.maven;

import dev.kizaki.engine.api.StartedDatabase;
import java.util.Map;
import java.util.Optional;

/**
 * Passes the database of {@code start} to {@code stop}, through the context that Maven keeps for
 * this plugin in one module during one build.
 */
final class RunningDatabase {
  private static final String KEY = RunningDatabase.class.getName();

  private RunningDatabase() {}

  /** Stores the database for {@link #take}. */
  @SuppressWarnings({"rawtypes", "unchecked"}) // Maven's own type
  static void keep(Map context, StartedDatabase database) {
    context.put(KEY, database);
  }

  /** Removes and returns the database that was stored last. */
  static Optional<StartedDatabase> take(Map<?, ?> context) {
    return Optional.ofNullable((StartedDatabase) context.remove(KEY));
  }
}
