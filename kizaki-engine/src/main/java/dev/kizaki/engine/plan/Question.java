package dev.kizaki.engine.plan;

import java.util.List;
import java.util.Optional;

/**
 * The open question of a line. The planner defines the kinds of questions; a plan file contains
 * them as comments.
 */
public interface Question {
  /** The comment lines above the item. */
  List<String> above();

  /** The comment at the end of the item's first line. */
  Optional<String> beside();

  /** The questions of the choices inside the first side of the item, in their order. */
  List<? extends Question> inside();
}
