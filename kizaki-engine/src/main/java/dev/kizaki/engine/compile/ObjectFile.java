package dev.kizaki.engine.compile;

import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.SourceText;
import java.util.Objects;

/** A file that {@code create from} or {@code drop from} names. */
public sealed interface ObjectFile {

  /** Its text. */
  record Found(SourceText source) implements ObjectFile {
    public Found {
      Objects.requireNonNull(source, "source");
    }
  }

  /**
   * The path cannot be used.
   *
   * @param message what is wrong with it
   * @param hint how to correct that
   */
  record Refused(String message, String hint) implements ObjectFile {
    public Refused {
      Objects.requireNonNull(message, "message");
      Objects.requireNonNull(hint, "hint");
    }
  }

  /** The file exists, and this is wrong with its content. */
  record Unusable(Diagnostic problem) implements ObjectFile {
    public Unusable {
      Objects.requireNonNull(problem, "problem");
    }
  }
}
