package dev.kizaki.inspire.parse;

import dev.kizaki.inspire.antlr.InspireBaseParser.IdentifierContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.PathContext;
import dev.kizaki.inspire.ast.FieldPath;
import dev.kizaki.inspire.ast.Name;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.DiagnosticCode;
import dev.kizaki.inspire.source.SourceSpan;
import dev.kizaki.inspire.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/** What all builders of the tree share: the text, the language and the diagnostics. */
final class AstContext {
  private final SourceText source;
  private final Language language;
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  AstContext(SourceText source, Language language) {
    this.source = source;
    this.language = language;
  }

  Language language() {
    return language;
  }

  List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  void report(Diagnostic diagnostic) {
    diagnostics.add(diagnostic);
  }

  /** Reports what the grammar accepts but the language does not. */
  void refuse(SourceSpan span, String message, String hint) {
    report(Diagnostic.error(language.syntaxCode(), span, message).withHint(hint));
  }

  void refuse(DiagnosticCode code, SourceSpan span, String message, String hint) {
    report(Diagnostic.error(code, span, message).withHint(hint));
  }

  /** Whether the parser has read the item without an error. */
  static boolean isWhole(ParserRuleContext item) {
    return item.exception == null;
  }

  SourceSpan span(ParserRuleContext context) {
    return span(context.getStart(), context.getStop());
  }

  SourceSpan span(Token token) {
    return span(token, token);
  }

  SourceSpan span(Token first, Token last) {
    return span(first.getStartIndex(), last.getStopIndex() + 1);
  }

  SourceSpan span(int start, int end) {
    return source.span(start, end);
  }

  SourceSpan end() {
    return source.span(source.text().length(), source.text().length());
  }

  SourceSpan whole() {
    return source.span(0, source.text().length());
  }

  Name name(IdentifierContext context) {
    return new Name(context.getText(), span(context));
  }

  Name name(Token token) {
    return new Name(token.getText(), span(token));
  }

  List<Name> names(List<IdentifierContext> contexts) {
    return contexts.stream().map(this::name).toList();
  }

  FieldPath path(PathContext context) {
    return new FieldPath(name(context.owner), name(context.member), span(context));
  }
}
