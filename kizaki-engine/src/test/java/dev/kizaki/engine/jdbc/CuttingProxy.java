package dev.kizaki.engine.jdbc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A proxy between a client and a server. It counts the requests of all connections together, and
 * cuts the connection of the k-th request: before the server receives it, after the server has
 * executed it but before the client receives the answer, or after the client has received the
 * answer. A {@code Fault} can cause another fault before.
 */
public final class CuttingProxy implements AutoCloseable {
  /** When a connection is cut. */
  public enum Cut {
    BEFORE_REQUEST,
    BEFORE_ANSWER,
    AFTER_ANSWER,
    NEVER
  }

  /**
   * The action when the proxy has received the k-th request and has not yet sent it to the server.
   */
  @FunctionalInterface
  public interface Fault {
    /**
     * @param sessions the process ids of the sessions of all connections so far, in the order in
     *     which they were opened
     */
    void at(List<Integer> sessions) throws Exception;
  }

  private final ServerSocket listening;
  private final int serverPort;
  private final int cutAt;
  private final Cut cut;
  private final Fault fault;
  private final AtomicInteger requests = new AtomicInteger();
  private final List<Integer> sessions = new CopyOnWriteArrayList<>();
  private final List<Wire> wires = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Void> struck = new CompletableFuture<>();

  /** The system may accept a connection while the port is being closed. */
  private volatile boolean closed;

  /**
   * @param cutAt which request, from 1; 0 for none
   */
  public CuttingProxy(int serverPort, int cutAt, Cut cut) throws IOException {
    this(serverPort, cutAt, any -> {}, cut);
  }

  /**
   * @param cutAt which request, from 1; 0 for none
   * @param cut when its connection is cut, after the fault
   */
  public CuttingProxy(int serverPort, int cutAt, Fault fault, Cut cut) throws IOException {
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.serverPort = serverPort;
    this.cutAt = cutAt;
    this.fault = fault;
    this.cut = cut;
    start(this::accept);
  }

  public int port() {
    return listening.getLocalPort();
  }

  /** The number of requests so far. */
  public int requests() {
    return requests.get();
  }

  /**
   * Whether the proxy has received the k-th request.
   *
   * @throws CompletionException when the fault failed
   */
  public boolean struck() {
    return requests.get() >= cutAt && struck.join() == null;
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "cutting-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (true) {
      try {
        Socket socket = listening.accept();
        start(() -> serve(socket));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket socket) {
    try (Wire client = new Wire(socket);
        Wire server = new Wire(new Socket(InetAddress.getLoopbackAddress(), serverPort))) {
      wires.addAll(List.of(client, server));
      if (!closed) {
        new Connected(client, server).run();
      }
    } catch (IOException e) {
      return; // one side has closed the connection, so the other is closed too
    }
  }

  /** One connection. */
  private final class Connected {
    private final Wire client;
    private final Wire server;
    private final CountDownLatch cutNow = new CountDownLatch(1);
    private volatile boolean swallowAnswer;
    private volatile boolean cutAfterAnswer;

    Connected(Wire client, Wire server) {
      this.client = client;
      this.server = server;
    }

    void run() throws IOException {
      server.write(client.readFirst());
      start(this::forwardAnswers);
      while (true) {
        Wire.Message message = client.read();
        if (message.asksForAnswer() && requests.incrementAndGet() == cutAt) {
          fault();
          if (cut == Cut.BEFORE_REQUEST) {
            return;
          }
          if (cut == Cut.NEVER) {
            server.write(message);
            continue;
          }
          swallowAnswer = cut == Cut.BEFORE_ANSWER;
          cutAfterAnswer = true;
          server.write(message);
          waitForCut();
          return;
        }
        server.write(message);
      }
    }

    private void fault() {
      try {
        fault.at(sessions);
        struck.complete(null);
      } catch (Exception e) {
        struck.completeExceptionally(e);
      }
    }

    private void waitForCut() {
      try {
        cutNow.await(10, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void forwardAnswers() {
      try {
        while (true) {
          Wire.Message message = server.read();
          message.session().ifPresent(sessions::add);
          if (!swallowAnswer) {
            client.write(message);
          }
          if (cutAfterAnswer && message.type() == Wire.READY) {
            cutNow.countDown();
            return;
          }
        }
      } catch (IOException e) {
        cutNow.countDown();
        close(client);
      }
    }
  }

  private static void close(Wire wire) {
    try {
      wire.close();
    } catch (IOException e) {
      return; // it is closed
    }
  }

  /** Cuts all connections and accepts no new ones, as if the client's machine had failed. */
  public void cutAll() throws IOException {
    close();
    wires.forEach(CuttingProxy::close);
  }

  /** Accepts no new connections. Existing ones stay open. */
  @Override
  public void close() throws IOException {
    closed = true;
    listening.close();
  }
}
