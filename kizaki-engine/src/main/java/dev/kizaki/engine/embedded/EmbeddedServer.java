package dev.kizaki.engine.embedded;

/**
 * A running server, as long as it is not closed. Close it when done: with the last user, in
 * whatever process, the server stops. A JVM that is ended by a signal such as Ctrl-C closes what it
 * still holds; one that is killed holds nothing any more, and the server stops with its next last
 * user.
 */
public final class EmbeddedServer implements AutoCloseable {
  private final int port;
  private final String password;
  private final Runnable leave;
  private final Thread leaveAtExit;
  private boolean closed;

  EmbeddedServer(int port, String password, Runnable leave) {
    this.port = port;
    this.password = password;
    this.leave = leave;
    this.leaveAtExit = new Thread(this::leaveOnce, "kizaki-embedded-server-exit");
    Runtime.getRuntime().addShutdownHook(leaveAtExit);
  }

  /** The same at each start, as long as the server is not deleted; without credentials. */
  public String jdbcUrl() {
    return ServerConnection.url(port);
  }

  /** The port on 127.0.0.1. */
  public int port() {
    return port;
  }

  /** The name of the superuser. */
  public String username() {
    return ServerHome.USERNAME;
  }

  /**
   * The password of the superuser: a secret, although of a server that only this machine reaches.
   */
  public String password() {
    return password;
  }

  /**
   * Ends this use, and the server if nobody else uses it. A second call does nothing.
   *
   * @throws EmbeddedServerException if the server does not stop
   */
  @Override
  public void close() {
    // The hook goes last: a signal that arrives meanwhile must wait for the server to stop.
    leaveOnce();
    try {
      Runtime.getRuntime().removeShutdownHook(leaveAtExit);
    } catch (IllegalStateException e) {
      return; // the JVM is ending, and the hook finds nothing left to do
    }
  }

  private synchronized void leaveOnce() {
    if (!closed) {
      closed = true;
      leave.run();
    }
  }

  /** Without the password. */
  @Override
  public String toString() {
    return jdbcUrl();
  }
}
