package dev.kizaki.engine.api;

import dev.kizaki.engine.Kizaki;

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
   * Writes the statements that the tests have sent into the file that the request names, in the
   * form that {@link Kizaki#checkStatements} reads. Does nothing if it names none.
   *
   * @throws Refusal when the file cannot be written, or is not one that kizaki has written
   * @throws EnvironmentFailure when the server does not know all statements any more
   */
  void writeStatements(Reporter reporter);

  /**
   * Makes the user's password invalid, and stops the server if nothing else uses it. The database
   * itself remains until the next start, so that it can be inspected. A second call does nothing.
   *
   * @throws EnvironmentFailure when the server does not stop
   */
  @Override
  void close();
}
