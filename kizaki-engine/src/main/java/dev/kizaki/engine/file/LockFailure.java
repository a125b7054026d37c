package dev.kizaki.engine.file;

import java.io.IOException;
import java.util.Objects;

/** A {@link LockFile} could not be locked, so the action did not run. */
public final class LockFailure extends IOException {
  private static final long serialVersionUID = 1;

  /** Why there is no lock. */
  public enum Reason {
    /** Another process held the lock for longer than the timeout. */
    HELD,
    /** The thread was interrupted while it waited. Its interrupt flag is set. */
    INTERRUPTED,
    /** The file cannot be opened or locked; the cause is an {@link IOException}. */
    UNUSABLE
  }

  private final Reason reason;

  LockFailure(Reason reason, Throwable cause) {
    super("no lock: " + reason, cause);
    this.reason = Objects.requireNonNull(reason, "reason");
  }

  public Reason reason() {
    return reason;
  }

  /** Why the file is {@link Reason#UNUSABLE}. */
  public IOException ioCause() {
    return getCause() instanceof IOException cause ? cause : this;
  }
}
