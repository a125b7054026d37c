package dev.kizaki.engine.snapshot;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.inspire.source.SourceText;

/** Words for what is wrong with one snapshot's text: place, cause, next step. */
final class SnapshotProblems {
  private final SourceText source;

  SnapshotProblems(SourceText source) {
    this.source = source;
  }

  /** A damaged text, to be restored. */
  Refusal at(int offset, String cause) {
    return new Refusal(
        place(offset)
            + ": "
            + cause
            + (cause.endsWith("?") ? "\n" : ".\n")
            + RestoreAdvice.forFile(source.name()));
  }

  /** A text that is fine, and too new. */
  Refusal newer(int offset, String what, int found, int known) {
    return new Refusal(
        place(offset)
            + ": written by a newer kizaki: it has "
            + what
            + " version "
            + found
            + ", and this one knows up to "
            + known
            + ".\nUse the plugin version that wrote it, or a newer one.");
  }

  private String place(int offset) {
    return source.name() + ":" + source.lineAt(offset) + ":" + source.columnAt(offset);
  }
}
