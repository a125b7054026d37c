package dev.kizaki.engine.connection;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a server is on this machine. */
public final class LoopbackHosts {
  private LoopbackHosts() {}

  /**
   * The first host that is not on the loopback interface; absent if all hosts are. A host name is
   * on the loopback interface if all addresses to which it resolves are loopback addresses. A name
   * that does not resolve is not.
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
