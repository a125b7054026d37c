package dev.kizaki.engine.replay;

import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.ShapeView;
import dev.kizaki.engine.shape.SystemEntity;

/** What a reference may point at. */
final class References {
  private References() {}

  /** Whether the field is no reference, or one to a key or a unique field that exists. */
  static boolean isSound(ShapeView shape, Field field) {
    return field.reference().map(reference -> isSound(shape, reference)).orElse(true);
  }

  static boolean isSound(ShapeView shape, FieldType.Reference to) {
    if (shape.systemEntity(to.entity()).isPresent()) {
      return to.field().equals(SystemEntity.KEY_FIELD);
    }
    return shape.entity(to.entity()).filter(target -> target.isReferable(to.field())).isPresent();
  }
}
