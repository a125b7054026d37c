package dev.kizaki.inspire.parse;

import dev.kizaki.inspire.antlr.InspireBaseParser;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.DiagnosticCode;
import dev.kizaki.inspire.source.DidYouMean;
import dev.kizaki.inspire.source.SourceSpan;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/** Diagnostics for a token in a body, or in a list of answers, that cannot start an item there. */
final class UnexpectedItem {
  private static final List<String> STATEMENT_WORDS =
      List.of("add", "change", "drop", "expand", "rename", "run", "update");

  private UnexpectedItem() {}

  /**
   * The diagnostic for the token.
   *
   * @param rule the grammar rule whose items are expected here
   */
  static Diagnostic at(int rule, Token found, SourceSpan span, Language language) {
    Optional<Diagnostic> annotation = annotation(rule, found, span);
    if (annotation.isPresent()) {
      return annotation.get();
    }
    return Diagnostic.error(
            language.syntaxCode(),
            span,
            "expected %s, found %s".formatted(expected(rule), Expected.found(found, language)))
        .withHint(hint(rule, found));
  }

  /** What is missing after a word that continues a statement, such as {@code where}. */
  static Optional<String> missingAfter(int rule, Token word) {
    if (rule != InspireBaseParser.RULE_migrationBody && rule != InspireBaseParser.RULE_choice) {
      return Optional.empty();
    }
    return switch (word.getType()) {
      case InspireBaseParser.BACK, InspireBaseParser.WHERE ->
          Optional.of("SQL text such as sql(\"...\")");
      case InspireBaseParser.BEFORE, InspireBaseParser.AFTER ->
          Optional.of("a value such as Status.Todo");
      case InspireBaseParser.FROM -> Optional.of("a place such as \"auth\".\"users\".\"id\": uuid");
      case InspireBaseParser.BACKFILL, InspireBaseParser.KEEP, InspireBaseParser.USING ->
          Optional.of("a value");
      default -> Optional.empty();
    };
  }

  private static Optional<Diagnostic> annotation(int rule, Token found, SourceSpan span) {
    if (found.getText().charAt(0) != '@') {
      return Optional.empty();
    }
    String name = found.getText().substring(1);
    boolean known =
        AnnotationForm.isKnown(name)
            || found.getType() == InspireBaseParser.AT_SYSTEM
            || found.getType() == InspireBaseParser.AT_VALIDATION;
    if (!known) {
      return Optional.of(AnnotationForm.unknown(span, name));
    }
    boolean apart =
        rule == InspireBaseParser.RULE_typeBody
            && found.getType() == InspireBaseParser.DETACHED_ANNOTATION;
    boolean apartFromValue = rule == InspireBaseParser.RULE_enumBody && name.equals("label");
    return Optional.of(
        Diagnostic.error(
                DiagnosticCode.MISPLACED_ANNOTATION,
                span,
                apart || apartFromValue
                    ? "@%s is separated from its %s".formatted(name, apart ? "field" : "value")
                    : "@%s is not allowed %s".formatted(name, place(rule)))
            .withHint(
                apart
                    ? Optional.of("write it after the field's type without a comma before it")
                    : apartFromValue
                        ? Optional.of("write it after the value without a comma before it")
                        : Optional.empty()));
  }

  private static String place(int rule) {
    return switch (rule) {
      case InspireBaseParser.RULE_entityBody -> "in an entity";
      case InspireBaseParser.RULE_enumBody -> "in an enum";
      case InspireBaseParser.RULE_objectBody -> "in an object";
      case InspireBaseParser.RULE_sequenceBody -> "in a sequence";
      case InspireBaseParser.RULE_typeBody -> "in a type";
      case InspireBaseParser.RULE_namespaceBody -> "in a namespace";
      default -> "between statements";
    };
  }

  private static String expected(int rule) {
    return switch (rule) {
      case InspireBaseParser.RULE_entityBody -> "a field, an annotation or '}'";
      case InspireBaseParser.RULE_enumBody -> "an enum value or '}'";
      case InspireBaseParser.RULE_objectBody -> "create, drop or '}'";
      case InspireBaseParser.RULE_sequenceBody -> "an option or '}'";
      case InspireBaseParser.RULE_typeBody -> "a field or '}'";
      case InspireBaseParser.RULE_namespaceBody -> "scope, entities or '}'";
      case InspireBaseParser.RULE_singleAnswersFile -> "an answer";
      default -> "add, drop, rename, change, update, run or '}'";
    };
  }

  private static Optional<String> hint(int rule, Token found) {
    return switch (rule) {
      case InspireBaseParser.RULE_entityBody, InspireBaseParser.RULE_typeBody -> memberHint(found);
      case InspireBaseParser.RULE_enumBody -> Optional.of("enum values are names, such as Todo");
      case InspireBaseParser.RULE_objectBody -> Optional.of(SyntaxExamples.OBJECT_ITEM);
      case InspireBaseParser.RULE_sequenceBody ->
          Optional.of("options are written increment: 50, start: 1");
      case InspireBaseParser.RULE_namespaceBody -> Optional.empty();
      case InspireBaseParser.RULE_singleAnswersFile -> Optional.of(SyntaxExamples.ANSWERS);
      default -> statementHint(found);
    };
  }

  private static Optional<String> memberHint(Token found) {
    return switch (found.getType()) {
      case InspireBaseParser.NUMBER -> Optional.of("a name cannot start with a digit");
      case InspireBaseParser.SEMICOLON -> Optional.of("fields end with the line or with a comma");
      default -> Optional.empty();
    };
  }

  private static Optional<String> statementHint(Token found) {
    return switch (found.getType()) {
      case InspireBaseParser.COMMA, InspireBaseParser.SEMICOLON ->
          Optional.of("statements end with the line");
      case InspireBaseParser.ENTITY,
          InspireBaseParser.ENUM,
          InspireBaseParser.OBJECT,
          InspireBaseParser.SEQUENCE ->
          Optional.of("write add " + found.getText());
      default -> DidYouMean.hint(found.getText(), "", STATEMENT_WORDS);
    };
  }
}
