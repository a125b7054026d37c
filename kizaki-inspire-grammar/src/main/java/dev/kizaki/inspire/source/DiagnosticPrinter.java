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
  /** Nobody reads more of them, and those of a damaged file of some megabytes need gigabytes. */
  private static final int MOST = 1_000;

  private DiagnosticPrinter() {}

  /** The first 1,000 diagnostics in the given order, and how many others there are. */
  public static String printAll(Collection<Diagnostic> diagnostics) {
    String shown =
        diagnostics.stream()
            .limit(MOST)
            .map(DiagnosticPrinter::print)
            .collect(Collectors.joining());
    return diagnostics.size() <= MOST
        ? shown
        : shown + "%d more are not shown.\n".formatted(diagnostics.size() - MOST);
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
