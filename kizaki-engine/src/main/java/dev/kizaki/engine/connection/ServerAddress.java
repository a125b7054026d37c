package dev.kizaki.engine.connection;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the hosts and ports of a connection string: one, several, or none. */
final class ServerAddress {
  private static final int DEFAULT_PORT = 5432;
  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(?<host>\\[[^\\[\\]]*\\]|[^:\\[\\]]*)(:(?<port>[^:]*))?");
  private static final Pattern HOST =
      Pattern.compile("[\\p{L}\\p{N}._-]+|\\[[0-9A-Fa-f:.]+(%[\\p{Alnum}._-]+)?\\]");

  private ServerAddress() {}

  /**
   * The hosts in the JDBC driver's form.
   *
   * @param authority the part before the database's name, without credentials
   * @param parameters the parameters; libpq's {@code host} and {@code port} are removed from them
   * @param jdbc whether the string has the JDBC driver's form
   * @param advice how to write a correct string, for messages
   */
  static String hosts(
      String authority, Map<String, String> parameters, boolean jdbc, String advice) {
    String written = authority;
    if (!jdbc) {
      String host = parameters.remove("host");
      String port = parameters.remove("port");
      if (host != null || port != null) {
        String ownHost = authority.replaceFirst(":\\d*$", "");
        String bare = host == null ? ownHost : host;
        written =
            (bare.contains(":") && !bare.startsWith("[") ? "[" + bare + "]" : bare)
                + (port == null ? "" : ":" + port);
      }
    }
    List<String> hosts = new ArrayList<>();
    for (String each : written.split(",", -1)) {
      hosts.add(host(each, advice));
    }
    return String.join(",", hosts);
  }

  private static String host(String written, String advice) {
    Matcher matcher = HOST_AND_PORT.matcher(written);
    if (!matcher.matches()) {
      throw new Refusal(
          RefusalCode.CONNECTION_STRING,
          "The connection string's host and port are malformed; %s.".formatted(advice));
    }
    String host = matcher.group("host");
    host = host.startsWith("[") ? host : ConnectionString.decoded(host, false);
    if (host.startsWith("/")) {
      throw new Refusal(
          RefusalCode.CONNECTION_STRING,
          """
          The connection string names a Unix socket, which the JDBC driver cannot use; name a \
          host.\
          """);
    }
    if (host.isEmpty()) {
      host = "localhost";
    }
    if (!HOST.matcher(host).matches()) {
      throw new Refusal(
          RefusalCode.CONNECTION_STRING,
          "The connection string's host is not a valid host name; %s.".formatted(advice));
    }
    String port = matcher.group("port");
    return port == null || port.isEmpty() ? host : host + ":" + port(port, advice);
  }

  private static int port(String written, String advice) {
    if (written.matches("\\d{1,5}")) {
      int port = Integer.parseInt(written);
      if (port >= 1 && port <= 65535) {
        return port;
      }
    }
    throw new Refusal(
        RefusalCode.CONNECTION_STRING,
        "The connection string's port is not a number from 1 to 65535; %s.".formatted(advice));
  }

  /** The hosts, each with its port, for messages. */
  static String withPorts(String hosts) {
    List<String> complete = new ArrayList<>();
    for (String each : hosts.split(",")) {
      complete.add(each.matches(".*:\\d+$") ? each : each + ":" + DEFAULT_PORT);
    }
    return String.join(",", complete);
  }
}
