package dev.kizaki.engine.apply;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.sql.SqlMigration;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Pattern;

/** Whether a server can run migrations in stages. */
public final class SafeServer {
  private static final Pattern UNSAFE = Pattern.compile("14\\.[0-3](?![0-9])");

  private SafeServer() {}

  /**
   * The concurrent builds of PostgreSQL 14.0 to 14.3 can corrupt indexes (release notes of 14.4).
   *
   * @param migration a migration that runs in stages
   * @throws Refusal if it is such a server
   */
  public static void require(Connection connection, String address, SqlMigration migration)
      throws SQLException {
    String version = connection.getMetaData().getDatabaseProductVersion();
    if (isUnsafe(version)) {
      throw new Refusal(
          RefusalCode.ONLINE_UNSAFE_SERVER,
          """
          %s is PostgreSQL %s, whose concurrent index builds can corrupt indexes, and %s needs them \
          to block nobody. Upgrade the server to 14.4 or newer, or run `mvn kizaki:apply \
          -Dkizaki.online=never`, which blocks those who use the tables.\
          """
              .formatted(address, version, migration.name()));
    }
  }

  /**
   * Whether it is such a server.
   *
   * @param version as the server reports it, such as {@code 14.3 (Debian 14.3-1.pgdg110+1)}
   */
  static boolean isUnsafe(String version) {
    return UNSAFE.matcher(version).lookingAt();
  }
}
