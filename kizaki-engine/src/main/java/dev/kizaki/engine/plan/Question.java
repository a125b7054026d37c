package dev.kizaki.engine.plan;

import java.util.List;
import java.util.Optional;

/**
 * What a line of a plan leaves open. The planner defines the kinds of questions; a plan file needs
 * the comments that ask them.
 */
public interface Question {
  /** The comment lines over the item. */
  List<String> above();

  /** The comment at the end of the item's first line. */
  Optional<String> beside();
}
