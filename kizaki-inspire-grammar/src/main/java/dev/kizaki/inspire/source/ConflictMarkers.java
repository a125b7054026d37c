package dev.kizaki.inspire.parse;

import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.DiagnosticCode;
import dev.kizaki.inspire.source.SourceText;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds the conflict markers that Git leaves in a file that it could not merge. Parsing such a text
 * would report each marker several times, and the two sides as duplicates.
 */
final class ConflictMarkers {
  private static final Pattern START = Pattern.compile("(?m)^<{7}( .*)?$");
  private static final Pattern END = Pattern.compile("(?m)^>{7}( .*)?$");

  private ConflictMarkers() {}

  /** One error for each conflict; empty if the text contains none. */
  static List<Diagnostic> in(SourceText source) {
    if (!END.matcher(source.text()).find()) {
      return List.of();
    }
    return START
        .matcher(source.text())
        .results()
        .map(
            marker ->
                Diagnostic.error(
                        DiagnosticCode.SYNTAX,
                        source.span(marker.start(), marker.end()),
                        "the file contains a conflict that Git could not merge")
                    .withHint(
                        "keep what is right of both sides, and delete the lines that start with"
                            + " <<<<<<<, ======= and >>>>>>>"))
        .toList();
  }
}
