package dev.kizaki.engine.snapshot;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.inspire.source.SourceText;

/**
 * Writes and reads {@code snapshot.json}.
 *
 * <p>A snapshot has exactly one text. {@link #read} accepts this text in any layout (white space,
 * line ends, a byte-order mark). Any other text was edited by hand; it is refused with the position
 * of the first difference.
 */
public final class SnapshotJson {
  /** The version of the file format. */
  static final int FORMAT = 1;

  private SnapshotJson() {}

  /** Writes a snapshot: indent of two spaces, LF, one field per line, a final line end. */
  public static String write(Snapshot snapshot) {
    return new SnapshotWriter(snapshot).write();
  }

  /**
   * Reads a snapshot.
   *
   * @param name the file as messages print it, relative to the project
   * @throws Refusal when the text is not a result of {@link #write}
   */
  public static Snapshot read(String name, String text) {
    return read(SourceText.of(name, text));
  }

  /** As {@link #read(String, String)}, with the name in the source. */
  public static Snapshot read(SourceText source) {
    return new SnapshotReader().read(source);
  }

  /**
   * Reads a text that {@link #read} has accepted before and that has not changed since. That takes
   * less time, because it is not compared with what {@link #write} writes.
   *
   * @param name the file as messages print it, relative to the project
   * @throws Refusal when the text is not a snapshot
   */
  public static Snapshot readChecked(String name, String text) {
    return SnapshotReader.readChecked(SourceText.of(name, text));
  }
}
