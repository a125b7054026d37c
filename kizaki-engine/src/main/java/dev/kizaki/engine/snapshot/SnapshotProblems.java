package dev.kizaki.engine.snapshot;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.text.RestoreAdvice;
import dev.kizaki.inspire.source.SourceText;

/** Creates the errors of one snapshot's text: position, cause and next step. */
final class SnapshotProblems {
  private final SourceText source;

  SnapshotProblems(SourceText source) {
    this.source = source;
  }

  /** An error in a damaged text, which must be restored. */
  Refusal at(int offset, String cause) {
    return new Refusal(
        RefusalCode.SNAPSHOT_DAMAGED,
        place(offset)
            + ": "
            + cause
            + (cause.endsWith("?") ? "\n" : ".\n")
            + RestoreAdvice.forFile(source.name()));
  }

  /** The error for a text of a newer release. */
  Refusal newer(int offset, String what, int found, int known) {
    return new Refusal(
        RefusalCode.SNAPSHOT_NEWER,
        """
        %s: written by a newer kizaki: it has %s version %s, but this release supports versions \
        up to %s.
        Use the plugin version that wrote it, or a newer one.\
        """
            .formatted(place(offset), what, found, known));
  }

  private String place(int offset) {
    return source.name() + ":" + source.lineAt(offset) + ":" + source.columnAt(offset);
  }
}
