package dev.kizaki.maven;

import dev.kizaki.engine.api.StartedDatabase;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code start} leaves to {@code stop}, in the context that Maven keeps for this plugin in one
 * module of one build.
 */
final class RunningDatabase {
  private static final String KEY = RunningDatabase.class.getName();

  private RunningDatabase() {}

  /** Keeps it for {@link #take}. */
  @SuppressWarnings({"rawtypes", "unchecked"}) // Maven's own type
  static void keep(Map context, StartedDatabase database) {
    context.put(KEY, database);
  }

  /** What was kept last, once. */
  static Optional<StartedDatabase> take(Map<?, ?> context) {
    return Optional.ofNullable((StartedDatabase) context.remove(KEY));
  }
}
