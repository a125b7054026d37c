package dev.kizaki.engine.cases;

import dev.kizaki.engine.cases.BranchModel.EntityModel;
import dev.kizaki.engine.cases.BranchModel.EnumModel;
import dev.kizaki.engine.plan.PlanStatement;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A change of a {@link BranchModel} that refers to elements by their ids. Applying it a second time
 * has no effect. It cannot be applied if its element was dropped or its name is in use.
 */
interface BranchEdit {
  /** Thrown if the change cannot be applied. */
  final class Unfit extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Changes the model.
   *
   * @return the statements for the change; empty if the model contains the change already
   * @throws Unfit if the change cannot be applied; the model must not be used after that
   */
  List<PlanStatement> apply(BranchModel model);

  /** The ids of the changed elements, so that a branch does not change an element twice. */
  Set<String> changedElements();

  /** The entity, enum or object that it changes; absent if it adds one. */
  Optional<String> owner();

  static void require(boolean condition) {
    if (!condition) {
      throw new Unfit();
    }
  }

  static EntityModel entity(BranchModel model, String id) {
    require(model.entities.containsKey(id));
    return model.entities.get(id);
  }

  static EnumModel enumModel(BranchModel model, String id) {
    require(model.enums.containsKey(id));
    return model.enums.get(id);
  }
}
