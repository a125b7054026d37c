package dev.kizaki.inspire.parse;

import dev.kizaki.inspire.antlr.InspireBaseParser;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.SourceSpan;
import dev.kizaki.inspire.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.ATNState;

/**
 * Reports syntax errors and recovers from them. It replaces ANTLR's strategy, which inserts and
 * deletes single tokens and so blames the wrong place: here the first error of an item is reported,
 * the item is given up, and parsing goes on at the next border ({@link ItemBorders}). So each
 * broken item costs one message.
 */
final class SyntaxErrors extends DefaultErrorStrategy {
  private final SourceText source;
  private final Language language;
  private final TokenSequence sequence;
  private final ItemBorders borders;
  private final TreeSet<Integer> explained = new TreeSet<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  SyntaxErrors(SourceText source, Language language, TokenSequence sequence) {
    this.source = source;
    this.language = language;
    this.sequence = sequence;
    this.borders = new ItemBorders(sequence, source.text());
    sequence.diagnostics().forEach(diagnostic -> explained.add(diagnostic.span().start()));
  }

  List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  @Override
  public void reportError(Parser parser, RecognitionException error) {
    if (inErrorRecoveryMode(parser)) {
      return;
    }
    beginErrorCondition(parser);
    Token found = error.getOffendingToken();
    String message =
        "expected " + Expected.words(parser, error) + ", found " + Expected.found(found);
    report(
        startOfItem(parser.getContext()),
        found,
        Diagnostic.error(language.syntaxCode(), span(found), message));
  }

  /** Gives up the rule: only the rule of a whole item goes on, behind what it could not read. */
  @Override
  public void recover(Parser parser, RecognitionException error) {
    ParserRuleContext context = parser.getContext();
    if (!ItemBorders.isItem(context) && context.getParent() != null) {
      throw error;
    }
    int start = context.getStart().getTokenIndex();
    goTo(parser, borders.next(context.getRuleIndex(), start, parser.getInputStream().index()));
    endErrorCondition(parser);
  }

  @Override
  public Token recoverInline(Parser parser) {
    throw new InputMismatchException(parser);
  }

  /** Where items repeat, skips what cannot start one. */
  @Override
  public void sync(Parser parser) {
    int rule = parser.getContext().getRuleIndex();
    if (!repeatsItems(rule) || !atLoop(parser)) {
      return;
    }
    while (!startsItem(rule, parser.getCurrentToken())) {
      int index = parser.getInputStream().index();
      if (rule != InspireBaseParser.RULE_singleInspireFile && missesType(index)) {
        parser.getInputStream().seek(index - 1);
        return;
      }
      Token found = parser.getCurrentToken();
      report(found, found, stray(rule, found));
      goTo(parser, Math.max(index + 1, borders.next(rule, index, index)));
    }
  }

  /** {@code name:} and then the next field, whose name was read as the type. */
  private boolean missesType(int index) {
    if (index < 3
        || tokenType(index) != InspireBaseParser.COLON
        || tokenType(index - 2) != InspireBaseParser.COLON
        || !borders.isWord(index - 3)) {
      return false;
    }
    Token name = sequence.tokens().get(index - 3);
    report(
        name,
        name,
        Diagnostic.error(
                language.syntaxCode(), span(name), "field '" + name.getText() + "' has no type")
            .withHint("a field is written " + name.getText() + ": string"));
    return true;
  }

  private Diagnostic stray(int rule, Token found) {
    if (rule == InspireBaseParser.RULE_singleInspireFile) {
      return StrayDeclaration.at(span(found));
    }
    String expected =
        switch (rule) {
          case InspireBaseParser.RULE_entityBody -> "a field, an annotation or '}'";
          case InspireBaseParser.RULE_enumBody -> "an enum value or '}'";
          case InspireBaseParser.RULE_typeBody -> "a field or '}'";
          case InspireBaseParser.RULE_namespaceBody -> "scope, entities or '}'";
          case InspireBaseParser.RULE_singleAnswers -> "an answer such as Task.points backfill 0";
          default -> "add, drop, rename, change, update, run or '}'";
        };
    return Diagnostic.error(
        language.syntaxCode(),
        span(found),
        "expected " + expected + ", found " + Expected.found(found));
  }

  /** Leaves out what follows from an error that the tokeniser has explained already. */
  private void report(Token start, Token found, Diagnostic diagnostic) {
    boolean follows =
        TokenSequence.isInserted(found)
            || found.getType() == Token.EOF && !sequence.complete()
            || !explained
                .subSet(start.getStartIndex(), true, found.getStartIndex(), true)
                .isEmpty();
    if (!follows) {
      diagnostics.add(diagnostic);
    }
  }

  private static Token startOfItem(ParserRuleContext context) {
    ParserRuleContext item = context;
    while (!ItemBorders.isItem(item) && item.getParent() != null) {
      item = item.getParent();
    }
    return item.getStart();
  }

  private static void goTo(Parser parser, int index) {
    while (parser.getInputStream().index() < index
        && parser.getCurrentToken().getType() != Token.EOF) {
      parser.consume();
    }
  }

  private static boolean atLoop(Parser parser) {
    int type = parser.getATN().states.get(parser.getState()).getStateType();
    return type == ATNState.STAR_LOOP_ENTRY || type == ATNState.STAR_LOOP_BACK;
  }

  private static boolean repeatsItems(int rule) {
    return switch (rule) {
      case InspireBaseParser.RULE_singleInspireFile,
          InspireBaseParser.RULE_entityBody,
          InspireBaseParser.RULE_enumBody,
          InspireBaseParser.RULE_typeBody,
          InspireBaseParser.RULE_namespaceBody,
          InspireBaseParser.RULE_migrationBody,
          InspireBaseParser.RULE_choice,
          InspireBaseParser.RULE_singleAnswers ->
          true;
      default -> false;
    };
  }

  /** Whether an item can start here, or the items end. */
  private boolean startsItem(int rule, Token token) {
    int type = token.getType();
    if (type == Token.EOF) {
      return true;
    }
    boolean word = borders.isWord(token.getTokenIndex());
    return switch (rule) {
      case InspireBaseParser.RULE_singleInspireFile -> StrayDeclaration.isKnown(type);
      case InspireBaseParser.RULE_singleAnswers -> word || type == InspireBaseParser.SEMICOLON;
      case InspireBaseParser.RULE_migrationBody, InspireBaseParser.RULE_choice ->
          type == InspireBaseParser.CLOSE_BRACE
              || ItemBorders.isStatementWord(type)
              || type == InspireBaseParser.OPEN_BRACKET
                  && tokenType(token.getTokenIndex() + 1) == InspireBaseParser.RESOLVE;
      case InspireBaseParser.RULE_entityBody ->
          type == InspireBaseParser.CLOSE_BRACE || word || ItemBorders.isAnnotation(type);
      case InspireBaseParser.RULE_namespaceBody ->
          type == InspireBaseParser.CLOSE_BRACE
              || word
              || type == InspireBaseParser.AT_GRANT
              || type == InspireBaseParser.AT_DENY;
      default -> type == InspireBaseParser.CLOSE_BRACE || word;
    };
  }

  private int tokenType(int index) {
    return sequence.tokens().get(Math.min(index, sequence.tokens().size() - 1)).getType();
  }

  private SourceSpan span(Token token) {
    return source.span(
        token.getStartIndex(), Math.max(token.getStartIndex(), token.getStopIndex() + 1));
  }
}
