package dev.kizaki.engine.planner;

import dev.kizaki.engine.plan.RenameObject;
import dev.kizaki.engine.shape.ElementKind;
import dev.kizaki.engine.shape.ShapeView;
import dev.kizaki.engine.shape.SqlObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The renames of objects that need no question: those that an answer states, and those of objects
 * whose text stays. A rename changes nothing in the database.
 */
final class ObjectRenames {
  private ObjectRenames() {}

  static List<RenameObject> between(ShapeView before, ShapeView after, Answers answers) {
    List<RenameObject> renames = new ArrayList<>();
    Set<String> used = new HashSet<>();
    for (Answer.Rename answer : answers.renames(ElementKind.OBJECT)) {
      String from = answer.from().name();
      if (isGone(from, before, after)
          && isGone(answer.to(), after, before)
          && used.add(from)
          && used.add(answer.to())) {
        answers.use(answer);
        renames.add(new RenameObject(from, answer.to()));
      }
    }
    for (SqlObject old : before.objects()) {
      if (isGone(old.name(), before, after) && !used.contains(old.name())) {
        after.objects().stream()
            .filter(each -> isGone(each.name(), after, before))
            .filter(each -> !used.contains(each.name()))
            .filter(each -> each.create().equals(old.create()))
            .findFirst()
            .ifPresent(
                found -> {
                  used.add(found.name());
                  renames.add(new RenameObject(old.name(), found.name()));
                });
      }
    }
    return renames;
  }

  private static boolean isGone(String name, ShapeView here, ShapeView there) {
    return here.object(name).isPresent() && !there.has(name);
  }
}
