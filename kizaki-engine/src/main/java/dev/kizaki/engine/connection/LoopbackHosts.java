package dev.kizaki.engine.connection;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a server is on this machine. */
public final class LoopbackHosts {
  private LoopbackHosts() {}

  /**
   * The first host of an address that is not on the loopback interface; absent when all are. A name
   * counts when every address it stands for is a loopback one; a name that nobody knows does not.
   */
  public static Optional<String> firstOther(ConnectionString address) {
    return Stream.of(address.hosts().split(","))
        .map(host -> host.replaceFirst(":\\d+$", ""))
        .filter(host -> !isLoopback(host))
        .findFirst();
  }

  private static boolean isLoopback(String host) {
    try {
      return Stream.of(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
