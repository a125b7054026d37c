package dev.kizaki.engine.connect;

import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.embedded.EmbeddedServer;
import dev.kizaki.engine.embedded.EmbeddedServerException;
import dev.kizaki.engine.history.CommittedMigration;
import dev.kizaki.engine.jdbc.AppliedMigration;
import dev.kizaki.engine.jdbc.DatabaseNote;
import dev.kizaki.engine.jdbc.OtherSession;
import dev.kizaki.engine.jdbc.ParkedDatabases;
import dev.kizaki.engine.jdbc.ParkedDatabases.Parked;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The current database of an embedded server and the parked ones. A parked database waits until the
 * files have its history again, usually because a person has switched back to its branch.
 */
public final class LocalDatabases {
  /** How many parked databases are kept. */
  private static final int MOST = 5;

  /** A database of every cluster that is never renamed. */
  private static final String MAINTENANCE = "template1";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final DatabaseHandle open;
  private final EmbeddedServer server;
  private final String again;
  private final Reporter reporter;

  /**
   * @param open the embedded database
   * @param server its server
   * @param again the command that a refusal says to run again
   */
  public LocalDatabases(
      DatabaseHandle open, EmbeddedServer server, String again, Reporter reporter) {
    this.open = Objects.requireNonNull(open, "open");
    this.server = Objects.requireNonNull(server, "server");
    this.again = Objects.requireNonNull(again, "again");
    this.reporter = Objects.requireNonNull(reporter, "reporter");
  }

  /** A parked database, and the migrations that are applied to it. */
  private record Candidate(String name, List<AppliedMigration> applied) {}

  /**
   * If the history of the current database is not a beginning of the committed one, parks it and
   * takes back the parked database with the longest history that is one.
   *
   * @return whether the history of the current database is a beginning now
   * @throws Refusal when others use the current database
   */
  public boolean takeBack(List<CommittedMigration> committed) {
    List<AppliedMigration> applied = applied(open.server());
    if (AppliedHistory.isBeginning(applied, committed)) {
      return true;
    }
    Optional<String> name = parkedName(applied);
    try (ParkedDatabases databases = databases()) {
      Optional<Candidate> fitting = fitting(databases, committed);
      if (fitting.isEmpty() || name.isEmpty()) {
        return false;
      }
      exchange(databases, fitting.get().name(), name, applied);
      reporter.info(
          "Took back the database that was parked at %s (%s). The database at %s has the history of another branch and is parked as %s."
              .formatted(
                  last(fitting.get().applied()).name(),
                  fitting.get().name(),
                  last(applied).name(),
                  name.get()));
    }
    return true;
  }

  private Optional<Candidate> fitting(
      ParkedDatabases databases, List<CommittedMigration> committed) {
    return databases.all().stream()
        .map(each -> new Candidate(each.name(), applied(database(each.name()))))
        .filter(each -> !each.applied().isEmpty())
        .filter(each -> AppliedHistory.isBeginning(each.applied(), committed))
        .max(Comparator.comparingInt(each -> each.applied().size()));
  }

  /**
   * Parks the current database and puts an empty one in its place. A database without an applied
   * migration is dropped.
   *
   * @throws Refusal when others use the current database
   */
  public void replaceByEmpty() {
    requireNoOtherUser();
    List<AppliedMigration> applied = applied(open.server());
    Optional<String> name = parkedName(applied);
    if (!applied.isEmpty() && name.isEmpty()) {
      throw new Refusal(
          RefusalCode.EMBEDDED_DAMAGED,
          """
          The embedded database cannot be parked, because its history table has no digest for %s. \
          `mvn kizaki:reset -Dkizaki.fresh` deletes it together with all parked databases.\
          """
              .formatted(last(applied).name()));
    }
    try (ParkedDatabases databases = databases()) {
      Optional<Parked> replaced =
          databases.all().stream()
              .filter(each -> name.equals(Optional.of(each.name())))
              .findFirst();
      exchange(databases, databases.createEmpty(), name, applied);
      reporter.info(
          name.map(
                  each ->
                      "Parked the database at %s as %s%s."
                          .formatted(
                              last(applied).name(),
                              each,
                              replaced
                                  .map(
                                      other ->
                                          ", in place of the one that was parked " + state(other))
                                  .orElse("")))
              .orElse("Dropped the database, to which no migration was applied."));
      for (Parked dropped : databases.dropOldest(MOST)) {
        reporter.info(
            "Dropped %s, parked %s, because %d parked databases are kept."
                .formatted(dropped.name(), state(dropped), MOST));
      }
    }
  }

  private static String state(Parked parked) {
    return parked
        .note()
        .parking()
        .map(each -> "at %s on %s".formatted(each.migration(), TIME.format(each.since())))
        .orElse("at an unknown time");
  }

  private void exchange(
      ParkedDatabases databases,
      String incoming,
      Optional<String> name,
      List<AppliedMigration> applied) {
    DatabaseNote.Parking parking =
        new DatabaseNote.Parking(
            Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS),
            applied.isEmpty() ? "none" : last(applied).name());
    ParkedDatabases.Exchange exchange =
        new ParkedDatabases.Exchange(current(), incoming, name, parking);
    withoutOtherUser(
        () -> {
          List<OtherSession> sessions = databases.exchange(exchange);
          if (!sessions.isEmpty()) {
            throw UsersOfServer.refusalOfSessions(sessions, again);
          }
        });
  }

  private void requireNoOtherUser() {
    withoutOtherUser(() -> {});
  }

  private void withoutOtherUser(Runnable action) {
    try {
      server.withoutChangeOfUsers(
          users -> {
            if (!users.isEmpty()) {
              throw UsersOfServer.refusal(users, again);
            }
            action.run();
          });
    } catch (EmbeddedServerException e) {
      throw new EnvironmentFailure(e.code(), e.getMessage(), e);
    }
  }

  private static Optional<String> parkedName(List<AppliedMigration> applied) {
    return applied.isEmpty() ? Optional.empty() : ParkedDatabases.name(last(applied).digest());
  }

  private static AppliedMigration last(List<AppliedMigration> applied) {
    return applied.get(applied.size() - 1);
  }

  private List<AppliedMigration> applied(DatabaseLocation.Server database) {
    try (ReadSession session = ReadSession.open(open.sessions(database))) {
      return session.applied();
    }
  }

  private ParkedDatabases databases() {
    return ParkedDatabases.open(open.sessions(database(MAINTENANCE)));
  }

  private String current() {
    String url = open.server().jdbcUrl();
    return url.substring(url.lastIndexOf('/') + 1);
  }

  /** Another database of the same server. */
  private DatabaseLocation.Server database(String name) {
    DatabaseLocation.Server server = open.server();
    String url = server.jdbcUrl();
    return new DatabaseLocation.Server(
        url.substring(0, url.lastIndexOf('/') + 1) + name, server.username(), server.password());
  }
}
