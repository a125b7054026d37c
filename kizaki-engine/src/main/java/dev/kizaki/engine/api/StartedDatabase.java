package dev.kizaki.engine.api;

import dev.kizaki.engine.connect.DatabaseHandle;
import dev.kizaki.engine.jdbc.FreshDatabase;
import java.util.Objects;

/**
 * A database for the tests of one build, at the end of the history. It is there until this is
 * closed; with the JVM it ends too.
 */
public final class StartedDatabase implements AutoCloseable {
  private final Database.Server address;
  private final FreshDatabase fresh;
  private final DatabaseHandle open;

  public StartedDatabase(Database.Server address, FreshDatabase fresh, DatabaseHandle open) {
    this.address = Objects.requireNonNull(address, "address");
    this.fresh = Objects.requireNonNull(fresh, "fresh");
    this.open = Objects.requireNonNull(open, "open");
  }

  /** {@code jdbc:postgresql://127.0.0.1:…/kizaki_test}, without credentials. */
  public String jdbcUrl() {
    return address.jdbcUrl();
  }

  /** Who connects: a superuser, as the one is that the embedded database belongs to. */
  public String username() {
    return address.username().orElseThrow();
  }

  /** Of use until this is closed. */
  public Secret password() {
    return address.password().orElseThrow();
  }

  /**
   * Takes the user's password away, and stops the server if nobody else uses it. The database stays
   * to be looked at, until the next start. A second call does nothing.
   *
   * @throws EnvironmentFailure when the server does not stop
   */
  @Override
  public void close() {
    try {
      fresh.close();
    } finally {
      open.close();
    }
  }
}
