package dev.kizaki.engine.shape;

import java.util.Objects;
import java.util.Optional;

/**
 * Whether a value fits a type.
 *
 * @param <V> the kind of value that was asked about
 */
public sealed interface Fit<V extends DefaultValue> {
  /**
   * It fits.
   *
   * @param canonical the value in its canonical form: equal meaning is equal value
   */
  record Fits<V extends DefaultValue>(V canonical) implements Fit<V> {
    public Fits {
      Objects.requireNonNull(canonical, "canonical");
    }
  }

  /**
   * It does not fit.
   *
   * @param problem what the type takes and what was found: one sentence without a final period
   * @param hint the way out, where one is near
   */
  record Misfit<V extends DefaultValue>(String problem, Optional<String> hint) implements Fit<V> {
    public Misfit {
      Objects.requireNonNull(problem, "problem");
      Objects.requireNonNull(hint, "hint");
    }
  }
}
