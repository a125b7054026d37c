package dev.kizaki.engine.postgres;

import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.Key;
import dev.kizaki.engine.shape.Unique;
import java.util.List;

/** A group of fields after one of its fields was renamed. */
final class RenamedGroup {
  private RenamedGroup() {}

  static FieldGroup of(FieldGroup group, String from, String to) {
    List<String> fields =
        group.fields().stream().map(name -> name.equals(from) ? to : name).toList();
    if (group instanceof Unique) {
      return new Unique(fields);
    }
    return group instanceof Index ? new Index(fields) : new Key(fields);
  }
}
