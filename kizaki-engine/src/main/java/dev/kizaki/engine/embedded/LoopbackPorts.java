package dev.kizaki.engine.embedded;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Which ports of 127.0.0.1 are free. */
final class LoopbackPorts {
  /**
   * Below the ranges from which the usual systems hand out ports for outgoing connections (from
   * 32768 or 49152): one of those would now and then be taken when the server starts again.
   */
  private static final int FIRST = 20_000;

  private static final int COUNT = 12_000;

  private static final int CONNECT_MILLISECONDS = 5_000;

  private LoopbackPorts() {}

  /**
   * A free port. The search starts at a place that depends on the key, so that one project gets the
   * same port again after its database was deleted, and two projects differ.
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
        "No port from 20000 to 31999 is free on 127.0.0.1 for the embedded database;"
            + " end a program that listens there.");
  }

  /** Whether somebody accepts connections there; unlike {@link #isFree} in nobody's way. */
  static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(loopback(port), CONNECT_MILLISECONDS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether a server could listen there; tries it for a moment. */
  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // As PostgreSQL itself does. On Windows the option would allow to share a port in use.
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
