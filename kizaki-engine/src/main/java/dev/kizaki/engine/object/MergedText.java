package dev.kizaki.engine.object;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.merge.MergeAlgorithm;
import org.eclipse.jgit.merge.MergeChunk;
import org.eclipse.jgit.merge.MergeResult;

/** Two changes of one text merged by lines, as Git merges the file that declares the object. */
public final class MergedText {
  private MergedText() {}

  /**
   * Returns the text with both changes.
   *
   * @param base the text before both
   * @return empty if both changed the same lines or neighbouring ones, unless in the same way
   */
  public static Optional<String> of(String base, String one, String other) {
    MergeResult<RawText> merged =
        new MergeAlgorithm(new HistogramDiff())
            .merge(RawTextComparator.DEFAULT, raw(base), raw(one), raw(other));
    if (merged.containsConflicts()) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder();
    for (MergeChunk chunk : merged) {
      text.append(
          merged
              .getSequences()
              .get(chunk.getSequenceIndex())
              .getString(chunk.getBegin(), chunk.getEnd(), false));
    }
    return Optional.of(text.substring(0, Math.max(0, text.length() - 1)));
  }

  /** The text with the line end that its last line lacks: a line added after it changes nothing. */
  private static RawText raw(String text) {
    return new RawText((text + "\n").getBytes(UTF_8));
  }
}
