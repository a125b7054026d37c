package dev.kizaki.engine.statements;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.sql.SqlTokens;
import dev.kizaki.engine.sql.SqlTokens.Kind;
import dev.kizaki.engine.sql.SqlTokens.Token;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file with the statements of an application. They are separated by semicolons; comments and
 * white space between them do not matter.
 */
public final class StatementFile {
  private StatementFile() {}

  /**
   * Reads the statements of a file in UTF-8.
   *
   * @throws Refusal when it cannot be read, has no statement, or ends inside a quote or a comment
   */
  public static List<ApplicationStatement> read(Path file) {
    String text;
    try {
      text = Files.readString(file).replace("\r\n", "\n");
    } catch (NoSuchFileException e) {
      throw refusal(file, "there is no such file");
    } catch (CharacterCodingException e) {
      throw refusal(file, "it is not text in UTF-8");
    } catch (IOException e) {
      throw refusal(file, String.valueOf(e.getMessage()));
    }
    List<ApplicationStatement> statements = split(file, text);
    if (statements.isEmpty()) {
      throw refusal(file, "it has no statement");
    }
    return statements;
  }

  private static List<ApplicationStatement> split(Path file, String text) {
    String name = file.getFileName().toString();
    List<ApplicationStatement> statements = new ArrayList<>();
    StringBuilder statement = new StringBuilder();
    boolean begun = false;
    int line = 1;
    int first = 1;
    for (Token token : SqlTokens.of(text)) {
      if (!token.closed()) {
        throw refusal(file, "line %d: %s is never closed".formatted(line, token.opening()));
      }
      if (isSemicolon(token)) {
        if (begun) {
          statements.add(of(statement, name, first));
        }
        statement.setLength(0);
        begun = false;
      } else if (begun || isSignificant(token)) {
        if (!begun) {
          first = line;
          begun = true;
        }
        statement.append(token.text());
      }
      line += (int) token.text().chars().filter(each -> each == '\n').count();
    }
    if (begun) {
      statements.add(of(statement, name, first));
    }
    return statements;
  }

  private static ApplicationStatement of(StringBuilder text, String file, int line) {
    return new ApplicationStatement(text.toString().strip(), file + ":" + line, false, 0);
  }

  static boolean isSemicolon(Token token) {
    return token.kind() == Kind.SYMBOL && token.text().equals(";");
  }

  static boolean isSignificant(Token token) {
    return switch (token.kind()) {
      case WHITE_SPACE, LINE_COMMENT, BLOCK_COMMENT -> false;
      case STRING, ESCAPE_STRING, DOLLAR_STRING, QUOTED_IDENTIFIER, WORD, SYMBOL -> true;
    };
  }

  private static Refusal refusal(Path file, String problem) {
    return new Refusal(
        RefusalCode.STATEMENTS_UNREADABLE,
        """
        The statements of the application cannot be read from %s: %s. Name a file of statements that \
        are separated by semicolons, as -Dkizaki.statements=statements.sql.\
        """
            .formatted(file, problem));
  }
}
