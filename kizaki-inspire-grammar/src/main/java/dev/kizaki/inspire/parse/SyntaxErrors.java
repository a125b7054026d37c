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
 * Reports syntax errors and recovers from them. ANTLR's own strategy inserts and deletes single
 * tokens and often reports the wrong place. This strategy reports the first error of an item, skips
 * the item, and continues at the next synchronisation point ({@link SyncPoints}). So each broken
 * item causes one message.
 */
final class SyntaxErrors extends DefaultErrorStrategy {
  private final SourceText source;
  private final Language language;
  private final TokenSequence sequence;
  private final SyncPoints borders;
  private final TreeSet<Integer> explained = new TreeSet<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private int lastReported = -1;

  SyntaxErrors(SourceText source, Language language, TokenSequence sequence) {
    this.source = source;
    this.language = language;
    this.sequence = sequence;
    this.borders = new SyncPoints(sequence, source.text());
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
                "expected %s, found %s"
                    .formatted(
                        Expected.words(parser, error, language), Expected.found(found, language)))
            .withHint(SyntaxExamples.hint(item, found, parser.getInputStream())));
  }

  /** Leaves the rule, until the rule of a whole item skips what it could not read and continues. */
  @Override
  public void recover(Parser parser, RecognitionException error) {
    ParserRuleContext context = parser.getContext();
    if (!SyncPoints.isItem(context) && context.getParent() != null) {
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

  /** Where items repeat, skips tokens that cannot start an item. */
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
      Optional<String> missing = UnexpectedItem.missingAfter(rule, found);
      // the stream numbers a token only when it is asked for it
      Token next = parser.getInputStream().LT(2);
      if (missing.isPresent() && lacksNext(found.getType(), next.getType())) {
        reportMissing(missing.get(), found, next);
        goTo(parser, borders.next(rule, index, index + 1));
        continue;
      }
      report(
          found,
          found,
          rule == InspireBaseParser.RULE_singleInspireFile
              ? UnexpectedDeclaration.at(span(found))
              : UnexpectedItem.at(rule, found, span(found), language));
      goTo(parser, Math.max(index + 1, borders.next(rule, index, index)));
    }
  }

  /**
   * Whether the token at {@code last} needs a successor that is missing, so that the parser took
   * the first word of the next item for it: {@code name:} before another field, {@code backfill}
   * before another statement.
   */
  private boolean lacksEnd(int rule, int last) {
    Token token = sequence.tokens().get(last);
    // only where the item that starts with these tokens is then read past them, so that the parser
    // never returns to the same token twice
    boolean nextItem =
        switch (rule) {
          case InspireBaseParser.RULE_migrationBody, InspireBaseParser.RULE_choice ->
              SyncPoints.isStatementWord(tokenType(last + 1)) && borders.isFirstOnLine(last + 1);
          case InspireBaseParser.RULE_entityBody,
              InspireBaseParser.RULE_typeBody,
              InspireBaseParser.RULE_namespaceBody ->
              tokenType(last + 2) == InspireBaseParser.COLON;
          default -> false;
        };
    if (!nextItem) {
      return false;
    }
    switch (token.getType()) {
      case InspireBaseParser.COLON -> reportMissingType(sequence.tokens().get(last - 1));
      case InspireBaseParser.EQUAL,
          InspireBaseParser.BACK,
          InspireBaseParser.BACKFILL,
          InspireBaseParser.KEEP,
          InspireBaseParser.USING ->
          report(
              token,
              token,
              Diagnostic.error(
                  language.syntaxCode(),
                  span(token),
                  "no value follows %s".formatted(Expected.found(token, language))));
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
            "expected %s after %s, found %s"
                .formatted(
                    expected, Expected.found(word, language), Expected.found(found, language))));
  }

  private void reportMissingType(Token name) {
    report(
        name,
        name,
        Diagnostic.error(
                language.syntaxCode(),
                span(name),
                "field '%s' has no type".formatted(name.getText()))
            .withHint("a field is written %s: string".formatted(name.getText())));
  }

  /**
   * Reports the diagnostic, unless it only follows from an error that has been reported: by the
   * tokeniser, between the start of the item and this token, or at this token.
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
    while (!SyncPoints.isItem(item) && item.getParent() != null) {
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
          InspireBaseParser.RULE_objectBody,
          InspireBaseParser.RULE_sequenceBody,
          InspireBaseParser.RULE_typeBody,
          InspireBaseParser.RULE_namespaceBody,
          InspireBaseParser.RULE_migrationBody,
          InspireBaseParser.RULE_choice,
          InspireBaseParser.RULE_singleAnswersFile ->
          true;
      default -> false;
    };
  }

  /** Whether the word, at the end of a complete statement, lacks what has to follow it. */
  private static boolean lacksNext(int word, int next) {
    return switch (word) {
      case InspireBaseParser.BACK, InspireBaseParser.WHERE -> next != InspireBaseParser.SQL;
      default ->
          next == Token.EOF
              || next == InspireBaseParser.CLOSE_BRACE
              || SyncPoints.isStatementWord(next);
    };
  }

  /** Whether an item can start here, or the list of items can end. */
  private boolean startsItem(int rule, Token token) {
    int type = token.getType();
    if (type == Token.EOF) {
      return true;
    }
    boolean word = borders.isWord(token.getTokenIndex());
    return switch (rule) {
      case InspireBaseParser.RULE_singleInspireFile -> UnexpectedDeclaration.isKnown(type);
      case InspireBaseParser.RULE_singleAnswersFile -> word || type == InspireBaseParser.SEMICOLON;
      case InspireBaseParser.RULE_migrationBody, InspireBaseParser.RULE_choice ->
          type == InspireBaseParser.CLOSE_BRACE
              || SyncPoints.isStatementWord(type)
              || type == InspireBaseParser.OPEN_BRACKET
                  && tokenType(token.getTokenIndex() + 1) == InspireBaseParser.RESOLVE;
      case InspireBaseParser.RULE_entityBody ->
          type == InspireBaseParser.CLOSE_BRACE || word || SyncPoints.isAnnotation(type);
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
   * The span of a token in a message. Of an opaque text it is the first character; the end of the
   * file is directly after the last token.
   */
  private SourceSpan span(Token token) {
    int start = token.getStartIndex();
    return switch (token.getType()) {
      case Token.EOF -> {
        int index = token.getTokenIndex();
        int end = index == 0 ? 0 : sequence.tokens().get(index - 1).getStopIndex() + 1;
        yield source.span(end, end);
      }
      case InspireBaseParser.OPAQUE_BLOCK, InspireBaseParser.OPAQUE_PARENTHESES ->
          source.span(start, start + 1);
      default -> source.span(start, Math.max(start, token.getStopIndex() + 1));
    };
  }
}
