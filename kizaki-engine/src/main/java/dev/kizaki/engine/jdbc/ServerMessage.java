package dev.kizaki.engine.jdbc;

import dev.kizaki.inspire.source.UnsafeCharacters;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What PostgreSQL (or, without a server's answer, the driver) said. Texts are made printable: names
 * and values of other people's rows stand in them.
 *
 * @param state the SQLSTATE, such as {@code 23505}; empty when there is none
 * @param message the message without its severity
 * @param position the place in the SQL, in characters from 1; 0 when there is none
 * @param where the functions and triggers it happened in
 */
public record ServerMessage(
    String state,
    String message,
    Optional<String> detail,
    Optional<String> hint,
    Optional<String> where,
    int position) {

  public static ServerMessage of(SQLException failure) {
    String state = failure.getSQLState() == null ? "" : failure.getSQLState();
    ServerErrorMessage answer =
        failure instanceof PSQLException psql ? psql.getServerErrorMessage() : null;
    if (answer == null) {
      return new ServerMessage(
          state,
          UnsafeCharacters.escapedLines(String.valueOf(failure.getMessage())),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          0);
    }
    return new ServerMessage(
        state,
        UnsafeCharacters.escapedLines(String.valueOf(answer.getMessage())),
        Optional.ofNullable(answer.getDetail()).map(UnsafeCharacters::escapedLines),
        Optional.ofNullable(answer.getHint()).map(UnsafeCharacters::escapedLines),
        Optional.ofNullable(answer.getWhere()).map(UnsafeCharacters::escapedLines),
        answer.getPosition());
  }

  /** The message on one line, without a full stop. */
  public String line() {
    return message.strip().replaceAll("\\s*\\R\\s*", "; ").replaceFirst("\\.$", "");
  }
}
