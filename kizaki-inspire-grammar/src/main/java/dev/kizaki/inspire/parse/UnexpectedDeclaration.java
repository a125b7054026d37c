package dev.kizaki.inspire.parse;

import dev.kizaki.inspire.antlr.InspireBaseParser;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.DiagnosticCode;
import dev.kizaki.inspire.source.DidYouMean;
import dev.kizaki.inspire.source.SourceSpan;
import java.util.List;

/** The words that start a declaration, and diagnostics for other words outside of all braces. */
final class UnexpectedDeclaration {
  private static final List<String> WORDS =
      List.of(
          "apiKeys",
          "auth",
          "email",
          "entity",
          "enum",
          "extension",
          "external",
          "integrations",
          "namespace",
          "network",
          "object",
          "payments",
          "routes",
          "schedule",
          "sequence",
          "type");
  private static final List<String> ANNOTATIONS = List.of("system", "validation");

  private UnexpectedDeclaration() {}

  static boolean isKnown(int tokenType) {
    return switch (tokenType) {
      case InspireBaseParser.API_KEYS,
          InspireBaseParser.AUTH,
          InspireBaseParser.EMAIL,
          InspireBaseParser.ENTITY,
          InspireBaseParser.ENUM,
          InspireBaseParser.EXTENSION,
          InspireBaseParser.EXTERNAL,
          InspireBaseParser.INTEGRATIONS,
          InspireBaseParser.NAMESPACE,
          InspireBaseParser.NETWORK,
          InspireBaseParser.OBJECT,
          InspireBaseParser.PAYMENTS,
          InspireBaseParser.ROUTES,
          InspireBaseParser.SCHEDULE,
          InspireBaseParser.SEQUENCE,
          InspireBaseParser.TYPE,
          InspireBaseParser.AT_SYSTEM,
          InspireBaseParser.AT_VALIDATION ->
          true;
      default -> false;
    };
  }

  static Diagnostic at(SourceSpan span) {
    String text = span.text();
    char first = text.charAt(0);
    if (first == '@') {
      return annotation(span, text.substring(1));
    }
    if (first == '_' || Character.isLetter(first)) {
      return Diagnostic.error(
              DiagnosticCode.UNKNOWN_DECLARATION, span, "unknown declaration '%s'".formatted(text))
          .withHint(
              DidYouMean.hint(text, "", WORDS)
                  .orElse("declarations start with " + String.join(", ", WORDS)));
    }
    return Diagnostic.error(
        DiagnosticCode.SYNTAX,
        span,
        "expected a declaration such as entity or enum, found %s".formatted(Expected.quote(text)));
  }

  private static Diagnostic annotation(SourceSpan span, String name) {
    if (WORDS.contains(name)) {
      return Diagnostic.error(
              DiagnosticCode.UNKNOWN_DECLARATION, span, "unknown declaration '@%s'".formatted(name))
          .withHint("write " + name);
    }
    if (AnnotationForm.isKnown(name)) {
      return Diagnostic.error(
              DiagnosticCode.MISPLACED_ANNOTATION,
              span,
              "@%s is not allowed outside of a declaration".formatted(name))
          .withHint("move it to the entity or field that it belongs to");
    }
    return Diagnostic.error(
            DiagnosticCode.UNKNOWN_DECLARATION, span, "unknown declaration '@%s'".formatted(name))
        .withHint(DidYouMean.hint(name, "@", ANNOTATIONS));
  }
}
