package dev.kizaki.inspire.source;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One problem in a text, with a message for its author.
 *
 * @param code the stable code
 * @param severity an error stops every goal, a warning is only printed
 * @param span where it is
 * @param message what is wrong: one sentence without the place and without a final period
 * @param hint how to fix it, if that is known
 * @param related other places that the problem involves, such as the first of two declarations
 */
public record Diagnostic(
    DiagnosticCode code,
    Severity severity,
    SourceSpan span,
    String message,
    Optional<String> hint,
    List<Related> related) {

  /** Whether a diagnostic stops the goal. */
  public enum Severity {
    ERROR,
    WARNING
  }

  /** Another place that a diagnostic refers to, with an explanation. */
  public record Related(SourceSpan span, String message) {
    public Related {
      Objects.requireNonNull(span, "span");
      Objects.requireNonNull(message, "message");
    }
  }

  public Diagnostic {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(severity, "severity");
    Objects.requireNonNull(span, "span");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(hint, "hint");
    related = List.copyOf(related);
  }

  public static Diagnostic error(DiagnosticCode code, SourceSpan span, String message) {
    return new Diagnostic(code, Severity.ERROR, span, message, Optional.empty(), List.of());
  }

  public static Diagnostic warning(DiagnosticCode code, SourceSpan span, String message) {
    return new Diagnostic(code, Severity.WARNING, span, message, Optional.empty(), List.of());
  }

  public Diagnostic withHint(String text) {
    return new Diagnostic(code, severity, span, message, Optional.of(text), related);
  }

  /** A copy with the hint, if there is one. */
  public Diagnostic withHint(Optional<String> text) {
    return text.map(this::withHint).orElse(this);
  }

  public Diagnostic withRelated(SourceSpan place, String text) {
    return new Diagnostic(code, severity, span, message, hint, List.of(new Related(place, text)));
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }
}
