package dev.kizaki.engine.apply;

import dev.kizaki.engine.jdbc.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A connection pooler in transaction mode. When a client's transaction has ended, its server
 * session returns to the pool, and the next transaction of any client gets a session from there.
 * Each connection adds its session to the pool until the pool has its size; later connections share
 * these sessions.
 */
public final class PoolingProxy implements AutoCloseable {
  /** Which session of the pool the next transaction gets. */
  public enum Order {
    LAST_USED_FIRST,
    IN_TURN
  }

  private final ServerSocket listening;
  private final int serverPort;
  private final int size;
  private final Order order;
  private final Deque<Wire> idle = new ArrayDeque<>();
  private final List<Wire.Message> greeting = new ArrayList<>();
  private final List<Wire> sessions = new ArrayList<>();

  public PoolingProxy(int serverPort, int size, Order order) throws IOException {
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.serverPort = serverPort;
    this.size = size;
    this.order = order;
    Thread thread = new Thread(this::accept, "pooling-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  public int port() {
    return listening.getLocalPort();
  }

  private void accept() {
    while (true) {
      try {
        Socket socket = listening.accept();
        Thread thread = new Thread(() -> serve(socket), "pooling-proxy");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket socket) {
    try (Wire client = new Wire(socket)) {
      Wire.Message first = client.readFirst();
      logIn(client, first);
      Wire session = null;
      while (true) {
        Wire.Message message = client.read();
        if (message.type() == Wire.TERMINATE) {
          return;
        }
        session = session == null ? take() : session;
        session.write(message);
        if (message.asksForAnswer()) {
          Wire.Message ready = answer(session, client);
          if (ready.last() == 'I') {
            giveBack(session); // before the client receives the answer, as in a real pooler
            session = null;
          }
          client.write(ready);
        }
      }
    } catch (IOException | InterruptedException e) {
      return; // one side has closed the connection
    }
  }

  /**
   * The first clients log in to the server and fill the pool. Later ones get the answers that the
   * first one got.
   */
  private synchronized void logIn(Wire client, Wire.Message first) throws IOException {
    if (sessions.size() == size) {
      for (Wire.Message message : greeting) {
        client.write(message);
      }
      return;
    }
    Wire session = new Wire(new Socket(InetAddress.getLoopbackAddress(), serverPort));
    session.write(first);
    greeting.clear();
    Wire.Message message;
    do {
      message = session.read();
      boolean asksForPassword = message.type() == 'R' && asksClient(message);
      if (!asksForPassword && !isMiddleOfLogIn(message)) {
        greeting.add(message);
      }
      client.write(message);
      if (asksForPassword) {
        session.write(client.read());
      }
    } while (message.type() != Wire.READY);
    sessions.add(session);
    idle.addFirst(session);
    notifyAll();
  }

  /** The client must answer AuthenticationSASL and AuthenticationSASLContinue. */
  private static boolean asksClient(Wire.Message message) {
    int kind = message.bytes()[8];
    return kind == 3 || kind == 5 || kind == 10 || kind == 11;
  }

  /** A client that did not authenticate must not receive AuthenticationSASLFinal. */
  private static boolean isMiddleOfLogIn(Wire.Message message) {
    return message.type() == 'R' && message.bytes()[8] == 12;
  }

  private synchronized Wire take() throws InterruptedException {
    while (idle.isEmpty()) {
      wait(10_000);
    }
    return idle.removeFirst();
  }

  private synchronized void giveBack(Wire session) {
    if (order == Order.LAST_USED_FIRST) {
      idle.addFirst(session);
    } else {
      idle.addLast(session);
    }
    notifyAll();
  }

  /** Forwards the answer without its last message, and returns that message. */
  private static Wire.Message answer(Wire session, Wire client) throws IOException {
    Wire.Message message = session.read();
    while (message.type() != Wire.READY) {
      client.write(message);
      message = session.read();
    }
    return message;
  }

  @Override
  public synchronized void close() throws IOException {
    listening.close();
    for (Wire session : sessions) {
      session.close();
    }
  }
}
