package dev.kizaki.engine.plan;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An item of a plan with the comments that belong to it. Comments are for people: they carry no
 * meaning and are no part of a digest.
 *
 * @param above comment lines over it
 * @param beside the comment at the end of its first line
 * @param below comment lines under it
 */
public record PlanLine(
    PlanItem item, List<String> above, Optional<String> beside, List<String> below) {
  public PlanLine {
    Objects.requireNonNull(item, "item");
    Objects.requireNonNull(beside, "beside");
    above = List.copyOf(above);
    below = List.copyOf(below);
  }

  /** A line without comments. */
  public static PlanLine of(PlanItem item) {
    return new PlanLine(item, List.of(), Optional.empty(), List.of());
  }
}
