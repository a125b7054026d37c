package dev.kizaki.engine.planner;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds given answers that cannot both hold. */
public final class Contradictions {
  private Contradictions() {}

  /** One sentence for each pair, in the order given; the same answer twice is none. */
  public static List<String> among(List<Answer> given) {
    List<String> found = new ArrayList<>();
    Map<Object, Answer> decided = new LinkedHashMap<>();
    Map<Subject, Answer> claimed = new LinkedHashMap<>();
    for (Answer answer : given) {
      Answer earlier = decided.putIfAbsent(decides(answer), answer);
      if (earlier != null && !earlier.equals(answer)) {
        found.add(both(earlier, answer) + " speak of one thing. Keep one of them.");
      } else if (answer instanceof Answer.Rename rename) {
        Subject from = rename.from();
        Subject to = new Subject(from.kind(), from.owner(), rename.to());
        Answer claim = claimed.putIfAbsent(to, answer);
        if (claim != null && !claim.equals(answer)) {
          found.add(both(claim, answer) + " claim " + to.words() + ". Keep one of them.");
        }
      }
    }
    return found;
  }

  private static String both(Answer one, Answer other) {
    return "The answers `" + one.text() + "` and `" + other.text() + "`";
  }

  /** What an answer decides: what became of something, its rows, or their conversion. */
  private static Object decides(Answer answer) {
    if (answer instanceof Answer.Rename rename) {
      return rename.from();
    }
    if (answer instanceof Answer.Drop drop) {
      return drop.subject();
    }
    if (answer instanceof Answer.Backfill backfill) {
      return List.of("backfill", backfill.field());
    }
    return answer instanceof Answer.Using using
        ? List.of("using", using.field())
        : List.of("rows", ((Answer.Rows) answer).value());
  }
}
