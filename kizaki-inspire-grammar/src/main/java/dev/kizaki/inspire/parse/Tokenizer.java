package dev.kizaki.inspire.parse;

import dev.kizaki.inspire.antlr.InspireBaseLexer;
import dev.kizaki.inspire.antlr.InspireBaseParser;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.DiagnosticCode;
import dev.kizaki.inspire.source.SourceSpan;
import dev.kizaki.inspire.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/**
 * Text to tokens. The generated lexer reads Inspire; this class decides where opaque text begins.
 * It tracks the open braces and the current declaration, makes one token of each opaque text of a
 * runtime-only declaration, collects the comments, and closes what the text leaves open, so that
 * the parser always gets balanced braces.
 *
 * <p>A text whose braces do not balance is read twice. In the second pass {@link ItemStarts}
 * guesses where a declaration starts although the one before is still open. So the error is
 * reported at the brace without a partner, and all declarations after it are kept.
 */
final class Tokenizer {
  /** Deeper nesting is refused, because it could exhaust the stack. */
  private static final int DEEPEST = 200;

  private final SourceText source;
  private final Language language;
  private final ItemStarts starts;
  private final TextCharStream characters;
  private final InspireBaseLexer lexer;
  private final OpaqueText opaqueText;

  private final TokenList tokens;
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  /** Whether the next parentheses or braces contain opaque text. */
  private boolean opaque;

  /** Whether the next word is a name, even if it is a keyword. */
  private boolean nameNext;

  /** Whether the position is between the name of a declaration and its brace. */
  private boolean inHead;

  /** Whether the position is in the declaration of an external table, which has no brace. */
  private boolean inExternal;

  /** Whether an annotation at this position belongs to a field. */
  private boolean inField;

  private int nesting;
  private boolean complete = true;

  /**
   * Whether the rest is in an unclosed comment or text, so that missing braces are not reported.
   */
  private boolean restUnclosed;

  private Tokenizer(SourceText source, Language language, ItemStarts starts) {
    this.source = source;
    this.language = language;
    this.starts = starts;
    this.characters = new TextCharStream(source);
    this.lexer = new InspireBaseLexer(characters);
    this.lexer.removeErrorListeners();
    this.tokens = new TokenList(source, lexer, characters);
    this.opaqueText = new OpaqueText(source);
  }

  static TokenSequence tokenize(SourceText source, Language language) {
    TokenSequence sequence = new Tokenizer(source, language, ItemStarts.none(source.text())).read();
    if (sequence.complete()) {
      return sequence;
    }
    return new Tokenizer(source, language, ItemStarts.guess(source.text(), language)).read();
  }

  private TokenSequence read() {
    Token token = lexer.nextToken();
    while (token.getType() != Token.EOF && nesting <= DEEPEST) {
      accept(token);
      token = lexer.nextToken();
    }
    if (nesting > DEEPEST) {
      tooDeep();
    }
    closeAll();
    diagnostics.addAll(opaqueText.diagnostics());
    diagnostics.addAll(Characters.check(source));
    return tokens.finish(diagnostics, complete);
  }

  private void accept(Token token) {
    switch (token.getType()) {
      case InspireBaseLexer.LINE_COMMENT, InspireBaseLexer.BLOCK_COMMENT ->
          tokens.addComment(token);
      case InspireBaseLexer.UNCLOSED_COMMENT -> {
        diagnostics.add(Unclosed.comment(source, token.getStartIndex()));
        skipRest();
      }
      case InspireBaseLexer.UNCLOSED_STRING -> {
        diagnostics.add(Unclosed.text(source, token.getStartIndex()));
        int start = token.getStartIndex();
        tokens.add(token.getType(), start, start + token.getText().stripTrailing().length());
      }
      case InspireBaseLexer.UNCLOSED_RAW_STRING -> {
        diagnostics.add(Unclosed.rawText(source, token.getStartIndex()));
        int end = source.text().stripTrailing().length();
        tokens.add(InspireBaseLexer.UNCLOSED_STRING, token.getStartIndex(), end);
        skipRest();
      }
      case InspireBaseLexer.UNEXPECTED -> unexpected(token);
      case InspireBaseLexer.MISSPELT_NAME -> misspeltName(token);
      case InspireBaseLexer.OPEN_BRACE -> openBrace(token);
      case InspireBaseLexer.CLOSE_BRACE -> closeBrace(token);
      case InspireBaseLexer.OPEN_PARENTHESIS -> openParenthesis(token);
      case InspireBaseLexer.OPEN_BRACKET, InspireBaseLexer.LESS -> {
        nesting++;
        tokens.add(token);
      }
      case InspireBaseLexer.CLOSE_PARENTHESIS,
          InspireBaseLexer.CLOSE_BRACKET,
          InspireBaseLexer.GREATER -> {
        nesting = Math.max(tokens.depth(), nesting - 1);
        tokens.add(token);
      }
      case InspireBaseLexer.AT_GRANT, InspireBaseLexer.AT_DENY -> {
        inField = false;
        word(token);
        rule(token);
      }
      case InspireBaseLexer.ANNOTATION, InspireBaseLexer.UNKNOWN_ANNOTATION -> annotation(token);
      default -> word(token);
    }
  }

  /** A word, or punctuation that neither opens nor closes a bracket. */
  private void word(Token token) {
    if (tokens.depth() > 0 && starts.isStart(token.getStartIndex())) {
      closeItems();
    }
    boolean word = isWord(token);
    if (language == Language.SCHEMA && tokens.depth() == 0) {
      boolean name = nameNext && word;
      nameNext = false;
      boolean ofHead =
          inHead
              && (isAnnotation(token) || nesting > 0 || token.getType() == InspireBaseLexer.USES);
      if (!name && !ofHead && (word || source.text().charAt(token.getStartIndex()) == '@')) {
        header(token.getType());
      }
    } else if (token.getType() == InspireBaseLexer.AT_ON) {
      opaque = true;
    } else if (!word) {
      opaque = false;
    }
    inField = staysInField(token.getType());
    tokens.add(token);
  }

  private boolean staysInField(int type) {
    return switch (type) {
      case InspireBaseLexer.COLON -> inField || nesting == tokens.depth();
      case InspireBaseLexer.COMMA -> inField && nesting > tokens.depth();
      case InspireBaseLexer.AT_ON, InspireBaseLexer.AT_WHY -> false;
      default -> inField;
    };
  }

  private void annotation(Token token) {
    boolean known = token.getType() == InspireBaseLexer.ANNOTATION;
    if (!inField && tokens.depth() > 0 && !tokens.innermostHoldsStatements()) {
      ((CommonToken) token)
          .setType(
              known
                  ? InspireBaseParser.DETACHED_ANNOTATION
                  : InspireBaseParser.DETACHED_UNKNOWN_ANNOTATION);
    }
    word(token);
  }

  /** The first word of a declaration decides whether its body is opaque. */
  private void header(int type) {
    boolean ofExternal =
        inExternal
            && (type == InspireBaseLexer.FROM || tokens.lastType() == InspireBaseLexer.COLON);
    if (ofExternal) {
      return;
    }
    inExternal = type == InspireBaseLexer.EXTERNAL;
    inHead =
        type == InspireBaseLexer.ENTITY
            || type == InspireBaseLexer.ENUM
            || type == InspireBaseLexer.OBJECT
            || type == InspireBaseLexer.SEQUENCE;
    switch (type) {
      case InspireBaseLexer.ENTITY,
          InspireBaseLexer.ENUM,
          InspireBaseLexer.EXTENSION,
          InspireBaseLexer.EXTERNAL,
          InspireBaseLexer.NAMESPACE,
          InspireBaseLexer.OBJECT,
          InspireBaseLexer.SEQUENCE -> {
        opaque = false;
        nameNext = true;
      }
      case InspireBaseLexer.TYPE -> {
        opaque = tokens.lastType() == InspireBaseLexer.AT_VALIDATION;
        nameNext = true;
      }
      case InspireBaseLexer.SCHEDULE -> {
        opaque = true;
        nameNext = true;
      }
      // the other runtime-only declarations, and unknown words
      default -> opaque = true;
    }
  }

  private void openBrace(Token token) {
    nameNext = false;
    inHead = false;
    if (opaque) {
      int limit = starts.limitOfOpaqueText(token.getStartIndex());
      OptionalInt end = opaqueText.endOfBrackets(token.getStartIndex(), limit);
      addOpaqueText(InspireBaseParser.OPAQUE_BLOCK, token.getStartIndex(), end, limit);
      opaque = tokens.depth() == 0;
      return;
    }
    boolean holdsStatements =
        language != Language.SCHEMA && (tokens.startsChoice() || tokens.depth() == 0);
    inField = false;
    tokens.open(token, holdsStatements);
    nesting++;
  }

  private void closeBrace(Token token) {
    opaque = false;
    inField = false;
    if (tokens.depth() == 0) {
      diagnostics.add(
          Diagnostic.error(language.syntaxCode(), span(token), "this '}' closes nothing")
              .withHint("delete it, or add the '{' that it belongs to"));
      return;
    }
    tokens.close(token);
    nesting = tokens.depth();
  }

  private void openParenthesis(Token token) {
    if (!opaque
        && tokens.lastType() != InspireBaseLexer.UNKNOWN_ANNOTATION
        && tokens.lastType() != InspireBaseParser.DETACHED_UNKNOWN_ANNOTATION) {
      nesting++;
      tokens.add(token);
      return;
    }
    int limit = starts.limitOfOpaqueText(token.getStartIndex());
    OptionalInt end = opaqueText.endOfBrackets(token.getStartIndex(), limit);
    addOpaqueText(InspireBaseParser.OPAQUE_PARENTHESES, token.getStartIndex(), end, limit);
  }

  private void rule(Token keyword) {
    int start = keyword.getStopIndex() + 1;
    while (start < source.text().length() && Character.isWhitespace(source.text().charAt(start))) {
      start++;
    }
    int end = opaqueText.endOfRule(start, starts.limitOfOpaqueText(start));
    if (end > start) {
      tokens.add(InspireBaseParser.OPAQUE_RULE, start, end);
    }
    characters.seek(end);
  }

  private void addOpaqueText(int type, int start, OptionalInt end, int limit) {
    int stop = end.orElse(limit);
    if (end.isEmpty()) {
      complete = false;
      stop = start + source.text().substring(start, limit).stripTrailing().length();
    }
    tokens.add(type, start, stop);
    characters.seek(stop);
  }

  /** Closes open braces before the declaration or statement that starts here. */
  private void closeItems() {
    while (tokens.depth() > 0 && !tokens.innermostHoldsStatements()) {
      diagnostics.add(tokens.innermostUnclosed());
      tokens.insertClose();
    }
    nesting = tokens.depth();
    opaque = false;
    nameNext = false;
    inField = false;
  }

  /** Closes all open braces. Only the innermost one is reported. */
  private void closeAll() {
    if (tokens.depth() > 0) {
      complete = false;
      if (nesting <= DEEPEST && !restUnclosed) {
        diagnostics.add(tokens.innermostUnclosed());
      }
    }
    while (tokens.depth() > 0) {
      tokens.insertClose();
    }
  }

  private void tooDeep() {
    diagnostics.add(
        Diagnostic.error(
            language.syntaxCode(),
            source.span(tokens.end() - 1, tokens.end()),
            "nested more than %d levels deep".formatted(DEEPEST)));
  }

  private void unexpected(Token token) {
    int character = source.text().codePointAt(token.getStartIndex());
    if (!Characters.isForbidden(character)) {
      int end = token.getStartIndex() + Character.charCount(character);
      characters.seek(end);
      diagnostics.add(UnexpectedCharacter.at(source.span(token.getStartIndex(), end)));
    }
  }

  /** Reports the name and then reads it as any other name. */
  private void misspeltName(Token token) {
    diagnostics.add(
        Diagnostic.error(
                DiagnosticCode.UNEXPECTED_CHARACTER,
                span(token),
                "'%s' is not a name".formatted(token.getText()))
            .withHint(UnexpectedCharacter.NAMES));
    SourceSpan span = span(token);
    word(tokens.token(InspireBaseLexer.IDENTIFIER, span.start(), span.end()));
  }

  private void skipRest() {
    restUnclosed = true;
    characters.seek(source.text().length());
  }

  private SourceSpan span(Token token) {
    return source.span(token.getStartIndex(), token.getStopIndex() + 1);
  }

  private static boolean isAnnotation(Token token) {
    return token.getType() == InspireBaseLexer.ANNOTATION
        || token.getType() == InspireBaseLexer.UNKNOWN_ANNOTATION;
  }

  private boolean isWord(Token token) {
    char first = source.text().charAt(token.getStartIndex());
    return first == '_' || Character.isLetter(first);
  }
}
