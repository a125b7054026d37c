package dev.kizaki.engine.api;

import dev.kizaki.engine.Kizaki;
import java.util.List;

/**
 * The result of {@link Kizaki#apply}.
 *
 * @param applied the names of the migrations that this run applied, in order
 */
public record ApplyResult(List<String> applied) {
  public ApplyResult {
    applied = List.copyOf(applied);
  }
}
