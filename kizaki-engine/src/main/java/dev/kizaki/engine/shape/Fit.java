package dev.kizaki.engine.shape;

import java.util.Objects;
import java.util.Optional;

/**
 * Whether a type can hold a value.
 *
 * @param <V> the kind of value
 */
public sealed interface Fit<V extends DefaultValue> {
  /**
   * The type can hold the value.
   *
   * @param canonical the value in canonical form, so that values with the same meaning are equal
   */
  record Fits<V extends DefaultValue>(V canonical) implements Fit<V> {
    public Fits {
      Objects.requireNonNull(canonical, "canonical");
    }
  }

  /**
   * The type cannot hold the value.
   *
   * @param problem what the type takes and what was found: one sentence without a final period
   * @param hint a suggested correction, if one is known
   */
  record Mismatch<V extends DefaultValue>(String problem, Optional<String> hint) implements Fit<V> {
    public Mismatch {
      Objects.requireNonNull(problem, "problem");
      Objects.requireNonNull(hint, "hint");
    }
  }
}
