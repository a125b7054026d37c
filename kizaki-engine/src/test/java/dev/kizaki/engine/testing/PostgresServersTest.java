package dev.kizaki.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

@FullRun
final class PostgresServersTest {
  static final List<Integer> MAJORS = PostgresServers.MAJORS;

  @ParameterizedTest
  @FieldSource("MAJORS")
  void everyMajorVersionStartsAndProvidesSeparateDatabases(int major) throws SQLException {
    try (TestDatabase one = PostgresServers.version(major).freshDatabase();
        TestDatabase other = PostgresServers.version(major).freshDatabase()) {
      assertThat(one.jdbcUrl()).isNotEqualTo(other.jdbcUrl());
      try (Connection connection = one.connect();
          Statement statement = connection.createStatement()) {
        assertThat(connection.getMetaData().getDatabaseMajorVersion()).isEqualTo(major);
        assertThat(setting(statement, "server_encoding")).isEqualTo("UTF8");
        assertThat(setting(statement, "data_checksums")).isEqualTo("on");
        assertThat(setting(statement, "listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(setting(statement, "unix_socket_directories")).isEmpty();
        assertThat(setting(statement, "password_encryption")).isEqualTo("scram-sha-256");
        assertThat(setting(statement, "fsync")).isEqualTo("off");
        try (ResultSet rows =
            statement.executeQuery(
                "SELECT datcollate FROM pg_database WHERE datname = current_database()")) {
          rows.next();
          assertThat(rows.getString(1)).isEqualTo("C");
        }
      }
    }
  }

  private static String setting(Statement statement, String name) throws SQLException {
    try (ResultSet rows = statement.executeQuery("SHOW " + name)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
