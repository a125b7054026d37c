package dev.kizaki.engine.phase;

import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameField;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.ShapeView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is decided about the phases of a plan by other things than its text.
 *
 * @param early the uniques that are dropped in the first phase
 * @param twoColumns why a renamed field has two columns between the phases, as a clause, by the
 *     index of the statement from 0; a view shows the column of each other one by both names
 */
public record PhaseChoices(EarlyDrops early, SortedMap<Integer, String> twoColumns) {
  /** Nothing is proven, and views show what is renamed. */
  public static final PhaseChoices NONE = new PhaseChoices(EarlyDrops.NONE, new TreeMap<>());

  /** The reason for two columns if a person asks for them. */
  public static final String ASKED_FOR = "-Dkizaki.renames=columns asks for it";

  public PhaseChoices {
    Objects.requireNonNull(early, "early");
    twoColumns = Collections.unmodifiableSortedMap(new TreeMap<>(twoColumns));
  }

  /**
   * The statements of a plan that need a view or two columns: they rename a field and its column,
   * and the field keeps its type.
   *
   * @param base the shape before the plan
   * @return the statements by their indexes, from 0
   */
  public static SortedMap<Integer, RenameField> renames(
      ShapeView base, List<PlanStatement> plan, DatabaseNames names) {
    Set<RenameField> converted = ConvertedFields.of(base, plan, names).changes().keySet();
    SortedMap<Integer, RenameField> renames = new TreeMap<>();
    for (int i = 0; i < plan.size(); i++) {
      if (plan.get(i) instanceof RenameField rename
          && rename.kept().isEmpty()
          && !converted.contains(rename)
          && base.field(rename.entity(), rename.from())
              .filter(field -> names.column(field).equals(names.derivedColumn(rename.to())))
              .isEmpty()) {
        renames.put(i, rename);
      }
    }
    return renames;
  }

  /**
   * The way on if a field cannot have two columns, as a sentence with a blank after it; empty if a
   * view is no way either.
   *
   * @param reason why it would have them
   */
  public static String otherWay(String reason) {
    return reason.equals(ASKED_FOR)
        ? "Without -Dkizaki.renames=columns, a view shows the column by both names. "
        : "";
  }

  /** These choices with other uniques. */
  public PhaseChoices withEarly(EarlyDrops drops) {
    return new PhaseChoices(drops, twoColumns);
  }

  /** These choices with other renames. */
  public PhaseChoices withTwoColumns(Map<Integer, String> renames) {
    return new PhaseChoices(early, new TreeMap<>(renames));
  }

  /** The renames of the plan whose field has two columns. */
  List<RenameField> twoColumnsOf(List<PlanStatement> plan) {
    List<RenameField> renames = new ArrayList<>();
    twoColumns
        .keySet()
        .forEach(
            each -> {
              if (each < plan.size() && plan.get(each) instanceof RenameField rename) {
                renames.add(rename);
              }
            });
    return renames;
  }
}
