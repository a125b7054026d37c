package dev.kizaki.engine.goal;

import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.Secret;
import dev.kizaki.engine.api.StartedDatabase;
import dev.kizaki.engine.connect.DatabaseHandle;
import dev.kizaki.engine.jdbc.FreshDatabase;

/**
 * A new test database on the embedded server.
 *
 * @param server keeps the server running until this is closed
 */
record StartedTestDatabase(FreshDatabase database, DatabaseHandle server)
    implements StartedDatabase {
  private DatabaseLocation.Server address() {
    return database.server();
  }

  @Override
  public String jdbcUrl() {
    return address().jdbcUrl();
  }

  @Override
  public String username() {
    return address().username().orElseThrow();
  }

  @Override
  public Secret password() {
    return address().password().orElseThrow();
  }

  @Override
  public void close() {
    try {
      database.close();
    } finally {
      server.close();
    }
  }
}
