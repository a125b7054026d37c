package dev.kizaki.engine.api;

/**
 * A database for the tests of one build, with all migrations applied. It exists until this is
 * closed or the JVM ends.
 */
public interface StartedDatabase extends AutoCloseable {
  /** {@code jdbc:postgresql://127.0.0.1:…/kizaki_test}, without credentials. */
  String jdbcUrl();

  /** A superuser, like the user that owns the embedded database. */
  String username();

  /** Valid until this is closed. */
  Secret password();

  /**
   * Takes the user's password away, and stops the server if nothing else uses it. The database
   * itself remains until the next start, so that it can be inspected. A second call does nothing.
   *
   * @throws EnvironmentFailure when the server does not stop
   */
  @Override
  void close();
}
