package dev.kizaki.engine.api;

import java.util.Objects;

/**
 * When statements are carried out in stages that do not block readers and writers.
 *
 * @param mode which statements are
 * @param threshold with {@link Mode#AUTO}, the size in bytes that a table must exceed; not
 *     negative. The size of a table is that of its rows on disk, with values stored out of line and
 *     without indexes
 * @param pace how fast rows are written in batches
 */
public record OnlineSettings(Mode mode, long threshold, FillPace pace) {
  /** 16 MB. */
  public static final long DEFAULT_THRESHOLD = 16L * 1024 * 1024;

  public static final OnlineSettings AUTO = new OnlineSettings(Mode.AUTO, DEFAULT_THRESHOLD);
  public static final OnlineSettings NEVER = new OnlineSettings(Mode.NEVER, DEFAULT_THRESHOLD);
  public static final OnlineSettings ALWAYS = new OnlineSettings(Mode.ALWAYS, DEFAULT_THRESHOLD);

  /** Which statements are carried out in stages. */
  public enum Mode {
    /** Those that would block others while they read or write the rows of a large table. */
    AUTO,
    /** None: each migration is one transaction. */
    NEVER,
    /** All for which there is such a way, whatever the size of the table. */
    ALWAYS
  }

  /** With the normal pace. */
  public OnlineSettings(Mode mode, long threshold) {
    this(mode, threshold, FillPace.NORMAL);
  }

  public OnlineSettings {
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(pace, "pace");
    if (threshold < 0) {
      throw new IllegalArgumentException("threshold: " + threshold);
    }
  }
}
