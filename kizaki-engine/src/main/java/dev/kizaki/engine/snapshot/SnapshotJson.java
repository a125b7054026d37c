package dev.kizaki.engine.snapshot;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.inspire.source.SourceText;

/**
 * Writes and reads {@code snapshot.json}.
 *
 * <p>There is one text for a snapshot. What {@link #read} accepts is that text in any layout (white
 * space, line ends, a byte-order mark); everything else was edited by hand, and is refused with the
 * place where it departs.
 */
public final class SnapshotJson {
  /** The version of the file's form. */
  static final int FORMAT = 1;

  private SnapshotJson() {}

  /** The text of the snapshot: two spaces of indent, LF, one field a line, a final line end. */
  public static String write(Snapshot snapshot) {
    return new SnapshotWriter(snapshot).write();
  }

  /**
   * Reads a snapshot.
   *
   * @param name the file as messages print it, relative to the project
   * @throws Refusal when the text is not what {@link #write} gives for any snapshot
   */
  public static Snapshot read(String name, String text) {
    return read(SourceText.of(name, text));
  }

  /** {@link #read(String, String)} of a text that carries its name. */
  public static Snapshot read(SourceText source) {
    return new SnapshotReader().read(source);
  }
}
