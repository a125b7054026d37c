package dev.kizaki.engine.cases;

import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.Shape;
import java.util.ArrayList;
import java.util.List;

/** A shape as lines, without the order of fields, for comparison and for messages. */
final class ShapeLines {
  private ShapeLines() {}

  static List<String> of(Shape shape) {
    List<String> lines = new ArrayList<>();
    shape.systemEntities().forEach(each -> lines.add(each.toString()));
    shape.enums().forEach(each -> lines.add(each.toString()));
    shape.sequences().forEach(each -> lines.add(each.toString()));
    for (Entity entity : shape.entities()) {
      entity.fields().stream()
          .map(Field::toString)
          .sorted()
          .forEach(field -> lines.add(entity.name() + ": " + field));
      entity.groups().forEach(group -> lines.add(entity.name() + ": " + group));
      entity.checks().forEach(check -> lines.add(entity.name() + ": " + check));
    }
    return lines;
  }
}
