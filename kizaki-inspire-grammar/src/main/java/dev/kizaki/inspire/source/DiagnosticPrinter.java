package dev.kizaki.inspire.source;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Prints diagnostics as plain text:
 *
 * <pre>
 * schema/app.inspire:3:8: error INS001: expected ':', found 'string'
 *       name string
 *            ^^^^^^
 *   hint: ...
 *   schema/app.inspire:1:8: the first one is here
 *       ...
 * </pre>
 */
public final class DiagnosticPrinter {
  private DiagnosticPrinter() {}

  /** All diagnostics in the given order. */
  public static String printAll(Collection<Diagnostic> diagnostics) {
    return diagnostics.stream().map(DiagnosticPrinter::print).collect(Collectors.joining());
  }

  /** One diagnostic; its last line ends with a line end. */
  public static String print(Diagnostic diagnostic) {
    StringBuilder text = new StringBuilder();
    text.append(diagnostic.span().place())
        .append(": ")
        .append(diagnostic.severity().name().toLowerCase(Locale.ROOT))
        .append(' ')
        .append(diagnostic.code().text())
        .append(": ")
        .append(diagnostic.message())
        .append('\n')
        .append(diagnostic.span().quoted());
    diagnostic.hint().ifPresent(hint -> text.append("  hint: ").append(hint).append('\n'));
    for (Diagnostic.Related related : diagnostic.related()) {
      text.append("  ")
          .append(related.span().place())
          .append(": ")
          .append(related.message())
          .append('\n')
          .append(related.span().quoted());
    }
    return text.toString();
  }
}
