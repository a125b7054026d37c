package dev.kizaki.engine.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.Secret;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read out of a connection string, and what is said about one that cannot be read. */
final class ConnectionStringTest {
  private static final String ENCODE =
      "write it as postgresql://user:password@host:5432/database and percent-encode special"
          + " characters of the password (@ is %40, : is %3A, / is %2F).";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          jdbc:postgresql://db:5433/shop                        | jdbc:postgresql://db:5433/shop            | -     | -
          jdbc:postgresql://db/shop                             | jdbc:postgresql://db/shop                 | -     | -
          jdbc:postgresql:shop                                  | jdbc:postgresql://localhost/shop          | -     | -
          jdbc:postgresql:///shop                               | jdbc:postgresql://localhost/shop          | -     | -
          JDBC:PostgreSQL://db/shop                             | jdbc:postgresql://db/shop                 | -     | -
          jdbc:postgresql://db/shop?user=ann&password=s3c       | jdbc:postgresql://db/shop                 | ann   | s3c
          jdbc:postgresql://db/shop?ssl=true&Password=s3c       | jdbc:postgresql://db/shop?ssl=true        | -     | s3c
          jdbc:postgresql://db/shop?password=a%2Bb+c%26d        | jdbc:postgresql://db/shop                 | -     | a+b c&d
          jdbc:postgresql://ann:s3c@db/shop                     | jdbc:postgresql://db/shop                 | ann   | s3c
          jdbc:postgresql://a:1,b:2/shop?targetServerType=primary | jdbc:postgresql://a:1,b:2/shop?targetServerType=primary | - | -
          jdbc:postgresql://[::1]:5433/shop                     | jdbc:postgresql://[::1]:5433/shop         | -     | -
          postgresql://ann:s3c@db:5433/shop                     | jdbc:postgresql://db:5433/shop            | ann   | s3c
          postgres://ann:s3c@db/shop                            | jdbc:postgresql://db/shop                 | ann   | s3c
          postgres://ann@db/shop                                | jdbc:postgresql://db/shop                 | ann   | -
          postgres://db/shop                                    | jdbc:postgresql://db/shop                 | -     | -
          postgresql:///shop                                    | jdbc:postgresql://localhost/shop          | -     | -
          postgresql://ann:a%40b%3Ac%2Fd%25@db/shop             | jdbc:postgresql://db/shop                 | ann   | a@b:c/d%
          postgresql://ann:a+b@db/shop                          | jdbc:postgresql://db/shop                 | ann   | a+b
          postgresql://ann:a@b@db/shop                          | jdbc:postgresql://db/shop                 | ann   | a@b
          postgresql://a%20n:a:b@db/my%20shop                   | jdbc:postgresql://db/my+shop              | a n   | a:b
          postgresql://[2001:db8::1]:6000/shop                  | jdbc:postgresql://[2001:db8::1]:6000/shop | -     | -
          postgresql://[2001:db8::1]/shop                       | jdbc:postgresql://[2001:db8::1]/shop      | -     | -
          postgresql://a:1,b,[::1]:3/shop                       | jdbc:postgresql://a:1,b,[::1]:3/shop      | -     | -
          postgresql://ann@a,b/shop?password=s3c                | jdbc:postgresql://a,b/shop                | ann   | s3c
          postgresql://db/shop?user=ann&password=s3c&sslmode=require | jdbc:postgresql://db/shop?sslmode=require | ann | s3c
          postgresql://u:p@db/shop?user=ann&password=s3c        | jdbc:postgresql://db/shop                 | ann   | s3c
          postgresql:///?host=db&port=5433&dbname=shop          | jdbc:postgresql://db:5433/shop            | -     | -
          postgresql://db:1/shop?port=5433                      | jdbc:postgresql://db:5433/shop            | -     | -
          postgresql:///shop?host=::1                           | jdbc:postgresql://[::1]/shop              | -     | -
          postgresql://db/shop?connect_timeout=3&channel_binding=require&target_session_attrs=read-write | jdbc:postgresql://db/shop?connectTimeout=3&channelBinding=require&targetServerType=primary | - | -
          postgresql://db/shop?passwrod=s3c&pgbouncer=true      | jdbc:postgresql://db/shop                 | -     | -
          """)
  void isTakenApart(String text, String jdbcUrl, String username, String password) {
    ConnectionString read = ConnectionString.parse(" " + text + "\n");

    assertThat(read.jdbcUrl()).isEqualTo(jdbcUrl);
    assertThat(read.username()).isEqualTo(Optional.ofNullable(username));
    assertThat(read.password()).isEqualTo(Optional.ofNullable(password).map(Secret::new));
    assertThat(ConnectionString.parse(read.jdbcUrl()).jdbcUrl()).isEqualTo(jdbcUrl);
    assertThat(read.server().toString()).doesNotContain("s3c").doesNotContain("a@b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          jdbc:postgresql://db/shop        | db:5432/shop
          jdbc:postgresql://db:1/my+shop   | db:1/my shop
          jdbc:postgresql://a:1,b/shop     | a:1,b:5432/shop
          jdbc:postgresql://[::1]/shop     | [::1]:5432/shop
          jdbc:postgresql://[::1]:7/shop   | [::1]:7/shop
          jdbc:postgresql:shop             | localhost:5432/shop
          """)
  void saysWhereTheDatabaseIs(String text, String address) {
    assertThat(ConnectionString.parse(text).address()).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n"})
  void emptyIsRefused(String text) {
    assertRefused(
        text, "The connection string is empty; write jdbc:postgresql://host:5432/database.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"${DB_URL}", "jdbc:postgresql://db/${name}", "postgres://u:${s3c}@db/shop"})
  void unresolvedPlaceholderIsRefused(String text) {
    assertRefused(
        text,
        "The connection string contains an unresolved ${…}; set the property or"
            + " environment variable that it names.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          jdbc:mysql://u:s3c@db/shop | jdbc:mysql:
          jdbc:h2:mem:s3c            | jdbc:h2:
          mysql://u:s3c@db/shop      | mysql://
          https://db/s3c             | https://
          """)
  void anotherSchemeIsRefused(String text, String scheme) {
    assertRefused(
        text,
        "The connection string starts with "
            + scheme
            + ", but kizaki works with PostgreSQL only; write"
            + " jdbc:postgresql://host:5432/database.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"db:5432/shop", "u:s3c@db/shop", "s3c", "postgresql:/db", "postgres:s3c@db/shop"})
  void noSchemeIsRefused(String text) {
    assertRefused(
        text,
        "The connection string does not start with jdbc:postgresql://, postgresql:// or"
            + " postgres://; write jdbc:postgresql://host:5432/database.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db",
        "jdbc:postgresql://db/",
        "jdbc:postgresql:",
        "postgres://u:s3c@db",
        "postgres://u:s3c@db/?sslmode=require",
        "postgresql://",
        "postgres://u:12?s3c@db/shop"
      })
  void noDatabaseIsRefused(String text) {
    assertRefused(
        text,
        "The connection string names no database; write jdbc:postgresql://host:5432/database.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          postgres://u:s3c/s@db/shop      | The connection string's database name contains an @ or a /;
          postgres://u:12/s3c@db/shop     | The connection string's database name contains an @ or a /;
          postgres://u:s3c@db/shop/x      | The connection string's database name contains an @ or a /;
          postgres://u:s3c                | The connection string's port is not a number from 1 to 65535;
          postgres://u:s3c@db:port/shop   | The connection string's port is not a number from 1 to 65535;
          postgres://db:0/shop            | The connection string's port is not a number from 1 to 65535;
          postgres://db:65536/shop        | The connection string's port is not a number from 1 to 65535;
          postgres://u:a:s3c/shop         | The connection string's host and port are malformed;
          postgres://::1/shop             | The connection string's host and port are malformed;
          postgres://[::1/shop            | The connection string's host and port are malformed;
          postgres://u:x@s3 c/shop        | The connection string's host is not a valid host name;
          postgres://u:s%zz3c@db/shop     | The connection string contains a % that starts no escape;
          jdbc:postgresql://db/shop?password=%s3c | The connection string contains a % that starts no escape;
          """)
  void malformedIsRefusedWithoutRepeatingIt(String text, String message) {
    assertRefused(text, message + " " + ENCODE);
  }

  @Test
  void aUnixSocketIsRefused() {
    assertRefused(
        "postgresql://%2Fvar%2Frun%2Fpostgresql/shop",
        "The connection string names a Unix socket, which the JDBC driver cannot use; name a"
            + " host.");
  }

  @Test
  void aKeyPassphraseIsRefused() {
    assertRefused(
        "jdbc:postgresql://db/shop?sslpassword=s3c",
        "The connection string contains sslpassword, which cannot be removed from printed messages;"
            + " use a key file without a passphrase.");
  }

  private static void assertRefused(String text, String message) {
    assertThatThrownBy(() -> ConnectionString.parse(text))
        .isInstanceOf(Refusal.class)
        .hasMessage(message)
        .hasNoCause();
    assertThat(message).doesNotContain("s3c");
  }
}
