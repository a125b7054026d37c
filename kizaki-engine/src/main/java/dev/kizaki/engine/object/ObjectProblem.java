package dev.kizaki.engine.object;

import java.util.Objects;

/**
 * Why a text cannot be the text of an object.
 *
 * @param line the line in the text, from 1
 * @param sentence what is wrong and what to do instead; begins with a small letter, without a full
 *     stop at the end
 */
public record ObjectProblem(int line, String sentence) {
  public ObjectProblem {
    Objects.requireNonNull(sentence, "sentence");
  }
}
