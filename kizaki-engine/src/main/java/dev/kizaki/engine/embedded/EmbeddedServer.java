package dev.kizaki.engine.embedded;

import java.util.List;
import java.util.function.Consumer;

/**
 * One use of a running server. The server runs at least until this object is closed. It stops when
 * its last user in any process has closed. If the JVM ends by a signal such as Ctrl-C, a shutdown
 * hook closes this object. If the JVM is killed, its use ends with it, and the server stops when
 * another process is the last user to close.
 */
public final class EmbeddedServer implements AutoCloseable {
  private final int port;
  private final String password;
  private final Runnable leave;
  private final Consumer<Consumer<List<ServerUser>>> withoutChangeOfUsers;
  private final Thread leaveAtExit;
  private boolean closed;

  EmbeddedServer(
      int port,
      String password,
      Runnable leave,
      Consumer<Consumer<List<ServerUser>>> withoutChangeOfUsers) {
    this.port = port;
    this.password = password;
    this.leave = leave;
    this.withoutChangeOfUsers = withoutChangeOfUsers;
    this.leaveAtExit = new Thread(this::leaveOnce, "kizaki-embedded-server-exit");
    Runtime.getRuntime().addShutdownHook(leaveAtExit);
  }

  /** The URL without credentials. It is the same at each start until the server is deleted. */
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
   * The password of the superuser. It must be kept secret, although only this machine can connect
   * to the server.
   */
  public String password() {
    return password;
  }

  /**
   * Runs an action during which no process begins or ends to use the server. The action must
   * neither start nor close an embedded server of the same project.
   *
   * @param action receives the other users of the server
   */
  public void withoutChangeOfUsers(Consumer<List<ServerUser>> action) {
    withoutChangeOfUsers.accept(action);
  }

  /**
   * Ends this use, and stops the server if it has no other user. A second call does nothing.
   *
   * @throws EmbeddedServerException if the server does not stop
   */
  @Override
  public void close() {
    // The hook is removed last: if a signal arrives now, the JVM must wait until the server has
    // stopped.
    leaveOnce();
    try {
      Runtime.getRuntime().removeShutdownHook(leaveAtExit);
    } catch (IllegalStateException e) {
      return; // the JVM is ending, and the hook does nothing
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
