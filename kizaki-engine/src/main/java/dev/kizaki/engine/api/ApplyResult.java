package dev.kizaki.engine.api;

import dev.kizaki.engine.Kizaki;
import java.util.List;

/**
 * What {@link Kizaki#apply} did.
 *
 * @param applied the names of the migrations it applied, in order
 */
public record ApplyResult(List<String> applied) {
  public ApplyResult {
    applied = List.copyOf(applied);
  }
}
