package dev.kizaki.engine.shape;

import java.util.Objects;
import java.util.Optional;

/**
 * A sequence that a schema declares, and that no column owns.
 *
 * @param sequence its name in the database; absent if it is the derived one
 */
public record DeclaredSequence(String name, Optional<String> sequence, SequenceOptions options) {
  /** The type of a sequence that states none. */
  public static final Scalar USUAL_TYPE = Scalar.BIGINT;

  public DeclaredSequence {
    Objects.requireNonNull(name, "name");
    String derived = DatabaseNames.CURRENT.derivedSequence(name);
    sequence = sequence.filter(given -> !given.equals(derived));
    options = options.normalised(USUAL_TYPE);
  }

  /** A sequence that has the derived name in the database. */
  public DeclaredSequence(String name, SequenceOptions options) {
    this(name, Optional.empty(), options);
  }

  /**
   * Returns the sequence with another name.
   *
   * @param kept its name in the database; empty stands for the derived one
   */
  public DeclaredSequence withName(String newName, Optional<String> kept) {
    return new DeclaredSequence(newName, kept, options);
  }

  /** Returns the sequence with another name in the database; empty stands for the derived one. */
  public DeclaredSequence withSequence(Optional<String> newSequence) {
    return new DeclaredSequence(name, newSequence, options);
  }

  public DeclaredSequence withOptions(SequenceOptions newOptions) {
    return new DeclaredSequence(name, sequence, newOptions);
  }
}
