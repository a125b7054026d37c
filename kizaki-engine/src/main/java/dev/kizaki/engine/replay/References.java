package dev.kizaki.engine.replay;

import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.ShapeView;
import dev.kizaki.engine.shape.SystemEntity;

/** Checks what a reference may refer to. */
final class References {
  private References() {}

  /** Whether the field is not a reference, or refers to a key or a unique field that exists. */
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
