package dev.kizaki.engine.history;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Work that is done for each migration of a history without the others. */
public final class EachMigration {
  /** With fewer migrations, to start threads takes longer than they save. */
  private static final int MANY = 50;

  private EachMigration() {}

  /**
   * Does the work on all processors.
   *
   * @param work must be a pure function that does not throw
   * @return the results in the order of the migrations
   */
  public static <T, R> List<R> map(List<T> migrations, Function<T, R> work) {
    return migrations.size() < MANY
        ? migrations.stream().map(work).toList()
        : migrations.parallelStream().map(work).toList();
  }

  /**
   * Does the work on all processors.
   *
   * @return for each migration what the work has thrown; a caller can throw it when it comes to
   *     this migration
   */
  static <T> List<Optional<RuntimeException>> failures(List<T> migrations, Consumer<T> work) {
    return map(
        migrations,
        migration -> {
          try {
            work.accept(migration);
            return Optional.empty();
          } catch (RuntimeException e) {
            return Optional.of(e);
          }
        });
  }
}
