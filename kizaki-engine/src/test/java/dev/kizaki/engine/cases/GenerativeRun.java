package dev.kizaki.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.cases.GenerativeTry.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random schemas, changes, answers, ways and servers for as long as is wanted: {@code
 * -Dkizaki.test.pairs=1000} is the number of tries, {@code -Dkizaki.test.minutes=6} the time for
 * them, and {@code -Dkizaki.test.seed=NUMBER} repeats a run. Each counterexample is made small and
 * becomes a file below {@code target/counterexamples}. The class has a name that Surefire does not
 * run.
 */
class GenerativeRun {
  private static final int PAIRS = Integer.getInteger("kizaki.test.pairs", Integer.MAX_VALUE);
  private static final Duration TIME =
      Duration.ofMinutes(
          Long.getLong("kizaki.test.minutes", PAIRS == Integer.MAX_VALUE ? 6 : 100_000));
  private static final long SEED = Long.getLong("kizaki.test.seed", System.currentTimeMillis());

  /** The time that is left for the first counterexamples decides; the rest are only counted. */
  private static final int SHRUNK = 5;

  private static final Path COUNTEREXAMPLES = Path.of("target", "counterexamples");

  @TempDir private Path directory;
  private final Map<Way, Integer> done = new EnumMap<>(Way.class);
  private final Map<String, Integer> leftOut = new TreeMap<>();
  private final Map<String, Integer> found = new TreeMap<>();
  private final List<String> reports = new ArrayList<>();

  @Test
  void everyTryHolds() throws Exception {
    System.out.printf("%s, seed %d%n", LocalDate.now(), SEED);
    Instant end = Instant.now().plus(TIME);
    try (GenerativeServers servers = new GenerativeServers(directory)) {
      for (int i = 0; i < PAIRS && Instant.now().isBefore(end); i++) {
        tryOnce(servers, SEED + i);
        if (i % 500 == 499) {
          print();
        }
      }
    }
    print();
    assertThat(reports).as("Counterexamples").isEmpty();
  }

  private void print() {
    System.out.printf("seed %d: held %s, left out %s, failed %s%n", SEED, done, leftOut, found);
  }

  private void tryOnce(GenerativeServers servers, long seed) throws SQLException, IOException {
    GenerativeTry tried = GenerativeTry.of(seed);
    Optional<String> reason;
    try {
      reason = servers.run(tried);
    } catch (SQLException | RuntimeException | AssertionError error) {
      report(servers, tried, error);
      return;
    }
    if (reason.isEmpty()) {
      done.merge(tried.way(), 1, Integer::sum);
    } else {
      leftOut.merge(ShrunkTry.withoutNames(reason.get()), 1, Integer::sum);
    }
  }

  private void report(GenerativeServers servers, GenerativeTry tried, Throwable error)
      throws SQLException, IOException {
    servers.close();
    String kind = ShrunkTry.kind(error);
    if (found.merge(kind, 1, Integer::sum) > 1) {
      return;
    }
    System.out.printf("seed %d: %s%n", tried.seed(), kind);
    GenerativeTry shrunk =
        found.size() > SHRUNK
            ? tried
            : ShrunkTry.of(tried, error, candidate -> error(servers, candidate));
    String report =
        "%s%nTo repeat it: -Dkizaki.test.pairs=1 -Dkizaki.test.seed=%d%n%s"
            .formatted(write(shrunk), tried.seed(), message(error(servers, shrunk).orElse(error)));
    System.out.println(report);
    reports.add(report);
    servers.close();
  }

  private static Optional<Throwable> error(GenerativeServers servers, GenerativeTry tried) {
    try {
      servers.run(tried);
      return Optional.empty();
    } catch (SQLException | RuntimeException | AssertionError error) {
      return Optional.of(error);
    }
  }

  private static String message(Throwable error) {
    StringBuilder out = new StringBuilder();
    for (Throwable each = error; each != null; each = each.getCause()) {
      out.append(each).append('\n');
    }
    return out.toString();
  }

  /** A pair becomes a case, a longer history a directory for {@link HistoryReplay}. */
  private static Path write(GenerativeTry tried) throws IOException {
    Path file = COUNTEREXAMPLES.resolve(tried.name());
    Files.createDirectories(COUNTEREXAMPLES);
    if (tried.revisions().size() == 2) {
      Path written = Path.of(file + ".case");
      return Files.writeString(written, tried.caseFile().text());
    }
    Files.createDirectories(file);
    for (int i = 0; i < tried.revisions().size(); i++) {
      Files.writeString(file.resolve("%02d.inspire".formatted(i + 1)), tried.revisions().get(i));
    }
    return file;
  }
}
