package dev.kizaki.engine.cases;

import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.DropCheck;
import dev.kizaki.engine.plan.DropIndex;
import dev.kizaki.engine.plan.DropReference;
import dev.kizaki.engine.plan.DropUnique;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameEntity;
import dev.kizaki.engine.plan.RenameField;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * When the rows may refuse a rollback. A change that gives rows without a value one leaves it there
 * when it is reversed. What the plan dropped before held for the rows without it, and need not hold
 * for the value.
 */
final class RefusedRollback {
  private static final String REFERENCE = "23503";
  private static final String UNIQUE = "23505";
  private static final String CHECK = "23514";

  private RefusedRollback() {}

  /**
   * Whether the rollback of a plan may have this error: a statement drops what PostgreSQL says to
   * be violated, and it or a later one fills a field of it.
   */
  static boolean isAllowed(List<PlanStatement> statements, Throwable error) {
    if (error instanceof SQLException sql && sql.getSQLState() != null) {
      for (int i = 0; i < statements.size(); i++) {
        if (isFilled(
            fields(statements.get(i), sql.getSQLState()),
            statements.subList(i, statements.size()))) {
          return true;
        }
      }
      return false;
    }
    return error.getCause() != null && isAllowed(statements, error.getCause());
  }

  /** The fields of what the statement drops, if a violation of it has the state. */
  private static Set<String> fields(PlanStatement statement, String state) {
    Set<String> fields = new HashSet<>();
    if (statement instanceof DropReference drop && state.equals(REFERENCE)) {
      drop.reference().fields().forEach(each -> fields.add(path(drop.entity(), each)));
    } else if (statement instanceof ChangeField change
        && state.equals(REFERENCE)
        && change.before().reference().isPresent()
        && !change.before().reference().equals(change.after().reference())) {
      fields.add(path(change.entity(), change.after().name()));
    } else if (statement instanceof DropUnique drop && state.equals(UNIQUE)) {
      drop.unique().fields().forEach(each -> fields.add(path(drop.entity(), each)));
    } else if (statement instanceof DropIndex drop && state.equals(UNIQUE)) {
      drop.index().allFields().forEach(each -> fields.add(path(drop.entity(), each)));
    } else if (statement instanceof DropCheck drop && state.equals(CHECK)) {
      drop.check().expression().fields().forEach(each -> fields.add(path(drop.entity(), each)));
    }
    return fields;
  }

  private static boolean isFilled(Set<String> dropped, List<PlanStatement> later) {
    Set<String> fields = new HashSet<>(dropped);
    for (PlanStatement statement : later) {
      if (statement instanceof RenameField rename) {
        if (fields.remove(path(rename.entity(), rename.from()))) {
          fields.add(path(rename.entity(), rename.to()));
        }
      } else if (statement instanceof RenameEntity rename) {
        Set<String> moved = new HashSet<>();
        fields.forEach(each -> moved.add(moved(each, rename)));
        fields = moved;
      } else if (statement instanceof ChangeField change
          && change.before().nullable()
          && !change.after().nullable()
          && fields.contains(path(change.entity(), change.after().name()))) {
        return true;
      }
    }
    return false;
  }

  private static String moved(String path, RenameEntity rename) {
    String start = rename.from() + ".";
    return path.startsWith(start) ? path(rename.to(), path.substring(start.length())) : path;
  }

  private static String path(String entity, String field) {
    return entity + "." + field;
  }
}
