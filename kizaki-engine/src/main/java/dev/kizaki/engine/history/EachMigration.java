package dev.kizaki.engine.history;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Work that is done for each migration of a history without the others, on all processors. */
public final class EachMigration {
  /** With fewer migrations, to start threads takes longer than they save. */
  private static final int MANY = 50;

  private EachMigration() {}

  /** What the work has returned for a migration, or thrown. */
  private record Outcome<R>(Optional<R> result, Optional<RuntimeException> failure) {
    static <T, R> Outcome<R> of(T migration, Function<T, R> work) {
      try {
        return new Outcome<>(Optional.of(work.apply(migration)), Optional.empty());
      } catch (RuntimeException e) {
        return new Outcome<>(Optional.empty(), Optional.of(e));
      }
    }

    R get() {
      return result.orElseThrow(failure::get);
    }
  }

  /**
   * Does the work for each migration.
   *
   * @param work must be a pure function that does not return null
   * @return the results in the order of the migrations
   * @throws RuntimeException what the work has thrown for the first migration that it throws for
   */
  public static <T, R> List<R> map(List<T> migrations, Function<T, R> work) {
    return migrations.size() < MANY
        ? migrations.stream().map(work).toList()
        : inParallel(migrations, work);
  }

  /**
   * Does work that is less when the migration before is at hand. Each processor does it for a run
   * of migrations that follow each other.
   *
   * @param work must be a pure function that returns one result for each migration of a run
   * @return the results in the order of the migrations
   * @throws RuntimeException what the work has thrown for the first run that it throws for
   */
  static <T, R> List<R> mapRuns(List<T> migrations, Function<List<T>, List<R>> work) {
    int size = migrations.size();
    int runs = size < MANY ? 1 : Math.min(Runtime.getRuntime().availableProcessors(), size);
    List<List<T>> parts =
        IntStream.range(0, runs)
            .mapToObj(run -> migrations.subList(start(run, runs, size), start(run + 1, runs, size)))
            .toList();
    return inParallel(parts, work).stream().flatMap(List::stream).toList();
  }

  private static int start(int run, int runs, int size) {
    return (int) ((long) run * size / runs);
  }

  private static <T, R> List<R> inParallel(List<T> all, Function<T, R> work) {
    List<Outcome<R>> outcomes = all.parallelStream().map(each -> Outcome.of(each, work)).toList();
    return outcomes.stream().map(Outcome::get).toList();
  }

  /**
   * Does the work for each migration.
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
