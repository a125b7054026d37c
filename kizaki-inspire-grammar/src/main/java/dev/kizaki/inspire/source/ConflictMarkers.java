package dev.kizaki.inspire.source;

import java.util.List;
import java.util.regex.Pattern;

/** Finds the conflict markers that Git leaves in a file that it could not merge. */
public final class ConflictMarkers {
  /** A plain search for it is much faster than a pattern, and nearly every text is without it. */
  private static final String END_MARK = ">".repeat(7);

  private static final Pattern START = Pattern.compile("(?m)^<{7}( .*)?$");
  private static final Pattern END = Pattern.compile("(?m)^" + END_MARK + "( .*)?$");

  private ConflictMarkers() {}

  /** The first line of each conflict, in order; empty if the text contains no conflict. */
  public static List<SourceSpan> in(SourceText source) {
    if (!source.text().contains(END_MARK) || !END.matcher(source.text()).find()) {
      return List.of();
    }
    return START
        .matcher(source.text())
        .results()
        .map(marker -> source.span(marker.start(), marker.end()))
        .toList();
  }
}
