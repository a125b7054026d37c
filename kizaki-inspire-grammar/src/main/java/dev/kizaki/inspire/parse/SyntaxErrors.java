package dev.kizaki.inspire.parse;

import dev.kizaki.inspire.antlr.InspireBaseParser;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.SourceSpan;
import dev.kizaki.inspire.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  private int lastReported = -1;

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
    ParserRuleContext item = item(parser.getContext());
    report(
        item.getStart(),
        found,
        Diagnostic.error(
                language.syntaxCode(),
                span(found),
                "expected " + Expected.words(parser, error) + ", found " + Expected.found(found))
            .withHint(Forms.hint(item, found, parser.getInputStream())));
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
    if (parser.getCurrentToken().getType() == Token.EOF) {
      lastReported = parser.getInputStream().index();
    }
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
      if (index >= 3 && lacksEnd(rule, index - 2)) {
        parser.getInputStream().seek(index - 1);
        return;
      }
      Token found = parser.getCurrentToken();
      Optional<String> missing = StrayItem.missingBehind(rule, found);
      if (missing.isPresent()) {
        reportMissing(missing.get(), found, sequence.tokens().get(index + 1));
        goTo(parser, borders.next(rule, index, index + 1));
        continue;
      }
      report(
          found,
          found,
          rule == InspireBaseParser.RULE_singleInspireFile
              ? StrayDeclaration.at(span(found))
              : StrayItem.at(rule, found, span(found), language));
      goTo(parser, Math.max(index + 1, borders.next(rule, index, index)));
    }
  }

  /**
   * Whether an item ends in the token at {@code last}, which cannot end one, and took the first
   * word of the next item as its end: {@code name:} before another field, {@code backfill} before
   * another statement.
   */
  private boolean lacksEnd(int rule, int last) {
    Token token = sequence.tokens().get(last);
    boolean plan =
        rule == InspireBaseParser.RULE_migrationBody || rule == InspireBaseParser.RULE_choice;
    boolean nextItem =
        plan
            ? ItemBorders.isStatementWord(tokenType(last + 1)) && borders.isFirstOnLine(last + 1)
            : tokenType(last + 2) == InspireBaseParser.COLON;
    if (!nextItem) {
      return false;
    }
    switch (token.getType()) {
      case InspireBaseParser.COLON -> reportMissingType(sequence.tokens().get(last - 1));
      case InspireBaseParser.EQUAL, InspireBaseParser.BACKFILL, InspireBaseParser.USING ->
          report(
              token,
              token,
              Diagnostic.error(
                  language.syntaxCode(), span(token), "no value follows " + Expected.found(token)));
      default -> {
        return false;
      }
    }
    return true;
  }

  private void reportMissing(String expected, Token word, Token found) {
    report(
        word,
        found,
        Diagnostic.error(
            language.syntaxCode(),
            span(found),
            "expected "
                + expected
                + " behind "
                + Expected.found(word)
                + ", found "
                + Expected.found(found)));
  }

  private void reportMissingType(Token name) {
    report(
        name,
        name,
        Diagnostic.error(
                language.syntaxCode(), span(name), "field '" + name.getText() + "' has no type")
            .withHint("a field is written " + name.getText() + ": string"));
  }

  /**
   * Leaves out what follows from an error that has been explained: by the tokeniser, somewhere
   * between the item's start and here, or at this very token.
   */
  private void report(Token start, Token found, Diagnostic diagnostic) {
    int from =
        start.getTokenIndex() == 0
            ? 0
            : sequence.tokens().get(start.getTokenIndex() - 1).getStopIndex() + 1;
    boolean follows =
        TokenSequence.isInserted(found)
            || found.getType() == Token.EOF && !sequence.complete()
            || found.getTokenIndex() == lastReported
            || !explained.subSet(from, true, found.getStartIndex(), true).isEmpty();
    if (!follows) {
      diagnostics.add(diagnostic);
      lastReported = found.getTokenIndex();
    }
  }

  private static ParserRuleContext item(ParserRuleContext context) {
    ParserRuleContext item = context;
    while (!ItemBorders.isItem(item) && item.getParent() != null) {
      item = item.getParent();
    }
    return item;
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

  /**
   * Where a token stands, as a message shows it: of free text only its first character, and the end
   * of the file behind the last thing in it.
   */
  private SourceSpan span(Token token) {
    int start = token.getStartIndex();
    return switch (token.getType()) {
      case Token.EOF -> {
        int index = token.getTokenIndex();
        int end = index == 0 ? 0 : sequence.tokens().get(index - 1).getStopIndex() + 1;
        yield source.span(end, end);
      }
      case InspireBaseParser.BRACES, InspireBaseParser.PARENTHESES -> source.span(start, start + 1);
      default -> source.span(start, Math.max(start, token.getStopIndex() + 1));
    };
  }
}
