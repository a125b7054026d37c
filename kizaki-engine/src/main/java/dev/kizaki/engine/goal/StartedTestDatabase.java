package dev.kizaki.engine.goal;

import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.api.Secret;
import dev.kizaki.engine.api.StartedDatabase;
import dev.kizaki.engine.connect.DatabaseHandle;
import dev.kizaki.engine.jdbc.FreshDatabase;
import java.util.Optional;

/**
 * A new test database on the embedded server.
 *
 * @param server keeps the server running until this is closed
 * @param collection of the statements of the tests; absent if they are not collected
 */
record StartedTestDatabase(
    FreshDatabase database, DatabaseHandle server, Optional<StatementCollection> collection)
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
  public void writeStatements(Reporter reporter) {
    collection.ifPresent(each -> each.write(reporter));
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
