package dev.kizaki.engine.statements;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.file.IoErrorText;
import dev.kizaki.engine.sql.SqlTokens;
import dev.kizaki.engine.sql.SqlTokens.Kind;
import dev.kizaki.engine.sql.SqlTokens.Token;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
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
    byte[] content;
    try {
      content = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw refusal(file.toString(), "there is no such file");
    } catch (IOException e) {
      throw refusal(file.toString(), IoErrorText.of(e));
    }
    return of(content, file.toString(), file.getFileName().toString());
  }

  /**
   * The statements of a file with this content.
   *
   * @param file the file, as the message of a refusal names it
   * @param name how the sources of the statements name it
   * @throws Refusal as {@link #read} throws it
   */
  public static List<ApplicationStatement> of(byte[] content, String file, String name) {
    List<ApplicationStatement> statements = split(file, name, text(content, file));
    if (statements.isEmpty()) {
      throw refusal(file, "it has no statement");
    }
    return statements;
  }

  private static String text(byte[] content, String file) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(content))
          .toString()
          .replace("\r\n", "\n");
    } catch (CharacterCodingException e) {
      throw refusal(file, "it is not text in UTF-8");
    }
  }

  private static List<ApplicationStatement> split(String file, String name, String text) {
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

  private static Refusal refusal(String file, String problem) {
    return new Refusal(
        RefusalCode.STATEMENTS_UNREADABLE,
        """
        The statements of the application cannot be read from %s: %s. Name a file of statements that \
        are separated by semicolons, as -Dkizaki.statements=statements.sql.\
        """
            .formatted(file, problem));
  }
}
