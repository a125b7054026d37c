package dev.kizaki.engine.embedded;

import dev.kizaki.engine.api.RefusalCode;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Finds free ports of 127.0.0.1. */
final class LoopbackPorts {
  /**
   * Lower than the ranges from which operating systems choose ports of outgoing connections (from
   * 32768 or 49152). A port in such a range would sometimes be in use when the server starts again.
   */
  private static final int FIRST = 20_000;

  private static final int COUNT = 12_000;

  private static final int CONNECT_MILLISECONDS = 5_000;

  private LoopbackPorts() {}

  /**
   * Finds a free port. The search starts at a port that depends on the key, so that a project gets
   * the same port again after its database was deleted, and different projects usually get
   * different ports.
   */
  static int choose(String key) {
    int start = Math.floorMod(key.hashCode(), COUNT);
    for (int step = 0; step < COUNT; step++) {
      int port = FIRST + (start + step) % COUNT;
      if (isFree(port)) {
        return port;
      }
    }
    throw new EmbeddedServerException(
        RefusalCode.NO_PORT,
        """
        No port from 20000 to 31999 is free on 127.0.0.1 for the embedded database; end a program \
        that listens there.\
        """);
  }

  /**
   * Whether a program accepts connections on this port. Unlike {@link #isFree}, this does not
   * occupy the port.
   */
  static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(loopback(port), CONNECT_MILLISECONDS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether a server could listen on this port. Opens and closes a server socket to find out. */
  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // PostgreSQL sets this option too. On Windows it would allow two programs to share a port.
      socket.setReuseAddress(File.separatorChar == '/');
      socket.bind(loopback(port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static InetSocketAddress loopback(int port) throws IOException {
    return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
  }
}
