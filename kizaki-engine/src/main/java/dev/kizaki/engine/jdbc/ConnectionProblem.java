package dev.kizaki.engine.jdbc;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.RefusalCode;
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

/**
 * Why a connection could not be opened.
 *
 * @param reason a sentence
 * @param advice what to check: a sentence
 */
record ConnectionProblem(RefusalCode code, String reason, String advice) {
  private static final String CHECK_SERVER =
      "Check that the server runs and that host and port are right.";

  static EnvironmentFailure explain(
      String address, Optional<String> username, SQLException failure) {
    ConnectionProblem problem = of(username, failure);
    return new EnvironmentFailure(
        problem.code,
        "Cannot connect to %s: %s %s".formatted(address, problem.reason, problem.advice),
        failure);
  }

  private static ConnectionProblem of(Optional<String> username, SQLException failure) {
    String line = ServerMessage.of(failure).line();
    if (hasCause(failure, UnknownHostException.class)) {
      return new ConnectionProblem(
          RefusalCode.HOST_UNKNOWN, "the host is unknown.", "Check its name in the URL.");
    }
    if (hasCause(failure, SSLException.class) || line.contains("SSL")) {
      return new ConnectionProblem(
          RefusalCode.TLS_FAILED,
          sentence(tlsReason(failure, line)),
          "Check sslmode and sslrootcert in the URL against what the server offers.");
    }
    if (hasCause(failure, ConnectException.class)) {
      return new ConnectionProblem(
          RefusalCode.SERVER_NOT_FOUND, "no server listens there.", CHECK_SERVER);
    }
    if (hasCause(failure, EOFException.class)) {
      return new ConnectionProblem(
          RefusalCode.SERVER_FOREIGN,
          "the connection was closed at once.",
          "Check that host and port belong to a PostgreSQL server.");
    }
    if (hasCause(failure, SocketTimeoutException.class) || line.contains("timed out")) {
      return new ConnectionProblem(
          RefusalCode.SERVER_SILENT,
          "the server did not answer in time.",
          "Check host and port, and whether a firewall blocks them.");
    }
    if (hasCause(failure, NoRouteToHostException.class)) {
      return new ConnectionProblem(
          RefusalCode.HOST_UNKNOWN,
          "there is no route to the host.",
          "Check its name and the network.");
    }
    return ofState(username, failure.getSQLState() == null ? "" : failure.getSQLState(), line);
  }

  private static ConnectionProblem ofState(Optional<String> username, String state, String line) {
    String reason = sentence(line);
    return switch (state) {
      case "28P01" ->
          new ConnectionProblem(RefusalCode.LOGIN_FAILED, reason, "Check username and password.");
      case "28000" ->
          new ConnectionProblem(
              RefusalCode.LOGIN_NOT_ALLOWED,
              reason,
              "Check the username, and what pg_hba.conf on the server allows it.");
      case "08004" ->
          new ConnectionProblem(RefusalCode.LOGIN_FAILED, reason, "Set username and password.");
      case "3D000" ->
          new ConnectionProblem(
              RefusalCode.DATABASE_MISSING,
              reason,
              "Create the database, or correct its name in the URL.");
      case "42501" ->
          new ConnectionProblem(
              RefusalCode.LOGIN_NOT_ALLOWED,
              reason,
              "Grant %s CONNECT on it."
                  .formatted(username.map(Quoting::identifier).orElse("the role")));
      case "53300" ->
          new ConnectionProblem(
              RefusalCode.SERVER_FULL,
              reason,
              "Close other connections, or raise max_connections on the server.");
      case "57P03" ->
          new ConnectionProblem(
              RefusalCode.SERVER_STARTING,
              reason,
              "The server is starting or stopping; try again shortly.");
      default -> new ConnectionProblem(RefusalCode.SERVER_NOT_FOUND, reason, CHECK_SERVER);
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
