package dev.kizaki.inspire.source;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One problem in a text, said to the person who wrote it.
 *
 * @param code the stable code
 * @param severity an error stops every goal, a warning is only printed
 * @param span where it is
 * @param message what is wrong: one sentence without the place and without a final period
 * @param hint the way out (a fix or a did-you-mean), where there is one
 * @param related other places that belong to it, such as the first of two declarations
 */
public record Diagnostic(
    DiagnosticCode code,
    Severity severity,
    SourceSpan span,
    String message,
    Optional<String> hint,
    List<Related> related) {

  /** How much a diagnostic weighs. */
  public enum Severity {
    ERROR,
    WARNING
  }

  /** Another place that a diagnostic speaks of, and what is there. */
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

  /** The same with a hint, if there is one. */
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
