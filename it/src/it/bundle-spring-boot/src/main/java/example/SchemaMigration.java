package example;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.PackedHistory;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.api.Secret;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.stereotype.Component;

/** Applies the history of this application, with connections of its own. */
@Component
class SchemaMigration implements InitializingBean {
  private static final Logger LOG = LoggerFactory.getLogger(SchemaMigration.class);

  private final JdbcConnectionDetails database;

  SchemaMigration(JdbcConnectionDetails database) {
    this.database = database;
  }

  @Override
  public void afterPropertiesSet() {
    PackedHistory history = PackedHistory.onClassPath(getClass().getClassLoader());
    DatabaseLocation server =
        new DatabaseLocation.Server(
            database.getJdbcUrl(),
            Optional.ofNullable(database.getUsername()),
            Optional.ofNullable(database.getPassword()).map(Secret::new));
    new Kizaki(new LoggedLines()).apply(ApplyRequest.of(history, DatabaseSettings.of(server)));
  }

  private static final class LoggedLines implements Reporter {
    @Override
    public void info(String line) {
      LOG.info(line);
    }

    @Override
    public void warn(String line) {
      LOG.warn(line);
    }
  }
}
