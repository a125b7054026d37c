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
 * Text to tokens. The generated lexer reads Inspire; this class knows where Inspire ends. It keeps
 * track of the open braces and of the declaration that the text is in, turns the free text of
 * runtime-only declarations into one token each, collects the comments, and closes what the text
 * leaves open, so that the parser meets balanced braces only.
 *
 * <p>A text whose braces do not balance is read twice: the second time {@link Borders} say where a
 * declaration starts although the one before is still open. That places the error at the brace that
 * lacks its partner, and keeps all declarations behind it.
 */
final class Tokenizer {
  /** Deeper nesting is refused: no person writes it, and it would exhaust the stack. */
  private static final int DEEPEST = 200;

  private final SourceText source;
  private final Language language;
  private final Borders borders;
  private final TextCharStream characters;
  private final InspireBaseLexer lexer;
  private final FreeText freeText;

  private final TokenList tokens;
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  /** Whether parentheses and braces that open now hold free text. */
  private boolean free;

  /** Whether the next word is a name, whatever word it is. */
  private boolean nameNext;

  /** Whether an annotation that stands here belongs to a field. */
  private boolean inField;

  private int nesting;
  private boolean complete = true;

  /**
   * Whether the rest of the text is in something unclosed, so that missing braces follow from it.
   */
  private boolean swallowed;

  private Tokenizer(SourceText source, Language language, Borders borders) {
    this.source = source;
    this.language = language;
    this.borders = borders;
    this.characters = new TextCharStream(source);
    this.lexer = new InspireBaseLexer(characters);
    this.lexer.removeErrorListeners();
    this.tokens = new TokenList(source, lexer, characters);
    this.freeText = new FreeText(source);
  }

  static TokenSequence tokenize(SourceText source, Language language) {
    TokenSequence sequence = new Tokenizer(source, language, Borders.none(source.text())).read();
    if (sequence.complete()) {
      return sequence;
    }
    return new Tokenizer(source, language, Borders.guess(source.text(), language)).read();
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
    diagnostics.addAll(freeText.diagnostics());
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

  /** A word, or punctuation that opens and closes nothing. */
  private void word(Token token) {
    if (tokens.depth() > 0 && borders.isStart(token.getStartIndex())) {
      closeItems();
    }
    boolean word = isWord(token);
    if (language == Language.SCHEMA && tokens.depth() == 0) {
      boolean name = nameNext && word;
      nameNext = false;
      if (!name && (word || source.text().charAt(token.getStartIndex()) == '@')) {
        header(token.getType());
      }
    } else if (token.getType() == InspireBaseLexer.AT_ON) {
      free = true;
    } else if (!word) {
      free = false;
    }
    inField = staysInField(token.getType());
    tokens.add(token);
  }

  private boolean staysInField(int type) {
    return switch (type) {
      case InspireBaseLexer.COLON -> true;
      case InspireBaseLexer.COMMA -> inField && nesting > tokens.depth();
      case InspireBaseLexer.AT_ON, InspireBaseLexer.AT_WHY -> false;
      default -> inField;
    };
  }

  private void annotation(Token token) {
    boolean known = token.getType() == InspireBaseLexer.ANNOTATION;
    if (!inField && tokens.depth() > 0) {
      ((CommonToken) token)
          .setType(
              known
                  ? InspireBaseParser.DETACHED_ANNOTATION
                  : InspireBaseParser.DETACHED_UNKNOWN_ANNOTATION);
    }
    word(token);
  }

  /** A word that opens a declaration decides what its braces hold. */
  private void header(int type) {
    switch (type) {
      case InspireBaseLexer.ENTITY, InspireBaseLexer.ENUM, InspireBaseLexer.NAMESPACE -> {
        free = false;
        nameNext = true;
      }
      case InspireBaseLexer.TYPE -> {
        free = tokens.lastType() == InspireBaseLexer.AT_VALIDATION;
        nameNext = true;
      }
      case InspireBaseLexer.SCHEDULE -> {
        free = true;
        nameNext = true;
      }
      // the other runtime-only declarations, and words that the language does not know
      default -> free = true;
    }
  }

  private void openBrace(Token token) {
    nameNext = false;
    if (free) {
      int limit = borders.limitOfFreeText(token.getStartIndex());
      OptionalInt end = freeText.endOfBrackets(token.getStartIndex(), limit);
      addFreeText(InspireBaseParser.BRACES, token.getStartIndex(), end, limit);
      free = tokens.depth() == 0;
      return;
    }
    boolean holdsStatements =
        language != Language.SCHEMA
            && (tokens.lastType() == InspireBaseLexer.EITHER
                || tokens.lastType() == InspireBaseLexer.OR
                || tokens.depth() == 0);
    inField = false;
    tokens.open(token, holdsStatements);
    nesting++;
  }

  private void closeBrace(Token token) {
    free = false;
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
    if (!free
        && tokens.lastType() != InspireBaseLexer.UNKNOWN_ANNOTATION
        && tokens.lastType() != InspireBaseParser.DETACHED_UNKNOWN_ANNOTATION) {
      nesting++;
      tokens.add(token);
      return;
    }
    int limit = borders.limitOfFreeText(token.getStartIndex());
    OptionalInt end = freeText.endOfBrackets(token.getStartIndex(), limit);
    addFreeText(InspireBaseParser.PARENTHESES, token.getStartIndex(), end, limit);
  }

  private void rule(Token keyword) {
    int start = keyword.getStopIndex() + 1;
    while (start < source.text().length() && Character.isWhitespace(source.text().charAt(start))) {
      start++;
    }
    int end = freeText.endOfRule(start, borders.limitOfFreeText(start));
    if (end > start) {
      tokens.add(InspireBaseParser.RULE_TEXT, start, end);
    }
    characters.seek(end);
  }

  private void addFreeText(int type, int start, OptionalInt end, int limit) {
    int stop = end.orElse(limit);
    if (end.isEmpty()) {
      complete = false;
      stop = start + source.text().substring(start, limit).stripTrailing().length();
    }
    tokens.add(type, start, stop);
    characters.seek(stop);
  }

  /** Closes what must be closed before the declaration or statement that starts here. */
  private void closeItems() {
    while (tokens.depth() > 0 && !tokens.innermostHoldsStatements()) {
      diagnostics.add(tokens.innermostUnclosed());
      tokens.insertClose();
    }
    nesting = tokens.depth();
    free = false;
    nameNext = false;
    inField = false;
  }

  /** Closes what the text leaves open; one error, for the innermost brace, says it all. */
  private void closeAll() {
    if (tokens.depth() > 0) {
      complete = false;
      if (nesting <= DEEPEST && !swallowed) {
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
            "nested more than " + DEEPEST + " levels deep"));
  }

  private void unexpected(Token token) {
    int character = source.text().codePointAt(token.getStartIndex());
    if (!Characters.isForbidden(character)) {
      int end = token.getStartIndex() + Character.charCount(character);
      characters.seek(end);
      diagnostics.add(UnexpectedCharacter.at(source.span(token.getStartIndex(), end)));
    }
  }

  /** Reported, and then a name like any other. */
  private void misspeltName(Token token) {
    diagnostics.add(
        Diagnostic.error(
                DiagnosticCode.UNEXPECTED_CHARACTER,
                span(token),
                "'" + token.getText() + "' is not a name")
            .withHint(UnexpectedCharacter.NAMES));
    SourceSpan span = span(token);
    word(tokens.token(InspireBaseLexer.IDENTIFIER, span.start(), span.end()));
  }

  private void skipRest() {
    swallowed = true;
    characters.seek(source.text().length());
  }

  private SourceSpan span(Token token) {
    return source.span(token.getStartIndex(), token.getStopIndex() + 1);
  }

  private boolean isWord(Token token) {
    char first = source.text().charAt(token.getStartIndex());
    return first == '_' || Character.isLetter(first);
  }
}
