package dev.kizaki.engine.jdbc;

import dev.kizaki.inspire.source.UnsafeCharacters;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * An error message of PostgreSQL, or of the driver if the server did not answer. Unsafe characters
 * are escaped, because a message can contain names and values of users.
 *
 * @param state the SQLSTATE, such as {@code 23505}; empty if there is none
 * @param message the message without its severity
 * @param position the position in the SQL, in characters from 1; 0 if there is none
 * @param where the functions and triggers in which the error occurred
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

  /** A sentence of kizaki about what PostgreSQL did. */
  public static ServerMessage own(String sentence) {
    return new ServerMessage("", sentence, Optional.empty(), Optional.empty(), Optional.empty(), 0);
  }

  /** The message on one line, without a full stop. */
  public String line() {
    return message.strip().replaceAll("\\s*\\R\\s*", "; ").replaceFirst("\\.$", "");
  }
}
