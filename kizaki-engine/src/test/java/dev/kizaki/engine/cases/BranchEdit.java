package dev.kizaki.engine.cases;

import dev.kizaki.engine.cases.BranchModel.EntityModel;
import dev.kizaki.engine.cases.BranchModel.EnumModel;
import dev.kizaki.engine.plan.PlanStatement;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A change of a {@link BranchModel}, said by ids. A change that is made already is made again
 * without effect; one whose object is gone, or whose name is taken, cannot be made.
 */
interface BranchEdit {
  /** Cannot be made. */
  final class Unfit extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Changes the model and says so in the plan language; nothing where it is made already.
   *
   * @throws Unfit when it cannot be made; the model is of no use then
   */
  List<PlanStatement> apply(BranchModel model);

  /** The things it is about, so that one branch touches none twice. */
  Set<String> touched();

  /** The entity or enum that it changes; absent where it makes one. */
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
