package dev.kizaki.engine.jdbc;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.inspire.source.UnsafeCharacters;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** The message if a connection could not be opened: the cause and what to check. */
final class ConnectionProblem {
  private ConnectionProblem() {}

  static EnvironmentFailure explain(
      String address, Optional<String> username, SQLException failure) {
    return new EnvironmentFailure(
        "Cannot connect to %s: %s".formatted(address, reason(username, failure)), failure);
  }

  private static String reason(Optional<String> username, SQLException failure) {
    String line = ServerMessage.of(failure).line();
    if (hasCause(failure, UnknownHostException.class)) {
      return "the host is unknown. Check its name in the URL.";
    }
    if (hasCause(failure, SSLException.class) || line.contains("SSL")) {
      return sentence(tlsReason(failure, line))
          + " Check sslmode and sslrootcert in the URL against what the server offers.";
    }
    if (hasCause(failure, ConnectException.class)) {
      return "no server listens there. Check that the server runs and that host and port are"
          + " right.";
    }
    if (hasCause(failure, EOFException.class)) {
      return "the connection was closed at once. Check that host and port belong to a PostgreSQL"
          + " server.";
    }
    if (hasCause(failure, SocketTimeoutException.class) || line.contains("timed out")) {
      return "the server did not answer in time. Check host and port, and whether a firewall blocks"
          + " them.";
    }
    if (hasCause(failure, NoRouteToHostException.class)) {
      return "there is no route to the host. Check its name and the network.";
    }
    return sentence(line) + advice(username, failure);
  }

  private static String advice(Optional<String> username, SQLException failure) {
    String state = failure.getSQLState() == null ? "" : failure.getSQLState();
    return switch (state) {
      case "28P01" -> " Check username and password.";
      case "28000" -> " Check the username, and what pg_hba.conf on the server allows it.";
      case "08004" -> " Set username and password.";
      case "3D000" -> " Create the database, or correct its name in the URL.";
      case "42501" ->
          " Grant " + username.map(Quoting::identifier).orElse("the role") + " CONNECT on it.";
      case "53300" -> " Close other connections, or raise max_connections on the server.";
      case "57P03" -> " The server is starting or stopping; try again shortly.";
      default -> " Check that the server runs and that host and port are right.";
    };
  }

  private static String tlsReason(SQLException failure, String line) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException && cause.getMessage() != null) {
        return "TLS failed: "
            + UnsafeCharacters.escapedLines(cause.getMessage()).replaceAll("\\s*\\R\\s*", "; ");
      }
    }
    return line;
  }

  private static boolean hasCause(Throwable failure, Class<? extends Throwable> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  private static String sentence(String line) {
    return line.endsWith(".") ? line : line + ".";
  }
}
