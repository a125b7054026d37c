package dev.kizaki.engine.api;

/**
 * A database for the tests of one build, with all migrations applied. It can be used until it is
 * closed or the JVM ends.
 */
public interface StartedDatabase extends AutoCloseable {
  /** {@code jdbc:postgresql://127.0.0.1:…/kizaki_test}, without credentials. */
  String jdbcUrl();

  /** The name of a superuser; the user that owns the embedded database is one, too. */
  String username();

  /** The user's password, which is valid until the database is closed. */
  Secret password();

  /**
   * Makes the user's password invalid, and stops the server if nothing else uses it. The database
   * itself remains until the next start, so that it can be inspected. A second call does nothing.
   *
   * @throws EnvironmentFailure when the server does not stop
   */
  @Override
  void close();
}
