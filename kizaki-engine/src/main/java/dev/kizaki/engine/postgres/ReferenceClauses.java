package dev.kizaki.engine.postgres;

import dev.kizaki.engine.catalog.Property;
import dev.kizaki.engine.shape.Deferrability;
import dev.kizaki.engine.shape.ReferenceOptions;
import dev.kizaki.engine.shape.ReferentialAction;
import dev.kizaki.engine.sql.SqlBuilder;
import java.util.Optional;

/** The clauses of a foreign key after its target, in SQL and as the catalog is read. */
final class ReferenceClauses {
  private static final String NO_ACTION = "NO ACTION";
  static final String NOT_VALID = Property.NOT_VALID;
  private static final String NOT_DEFERRABLE = "NOT DEFERRABLE";

  private ReferenceClauses() {}

  static String sql(ReferentialAction action) {
    return switch (action) {
      case NO_ACTION -> NO_ACTION;
      case RESTRICT -> "RESTRICT";
      case CASCADE -> "CASCADE";
      case SET_NULL -> "SET NULL";
      case SET_DEFAULT -> "SET DEFAULT";
    };
  }

  /** The action in SQL; absent if PostgreSQL takes it anyway. */
  static Optional<String> written(ReferentialAction action) {
    return Optional.of(sql(action)).filter(words -> !words.equals(NO_ACTION));
  }

  static String sql(Deferrability deferrability) {
    return switch (deferrability) {
      case NOT_DEFERRABLE -> NOT_DEFERRABLE;
      case INITIALLY_IMMEDIATE -> "DEFERRABLE";
      case INITIALLY_DEFERRED -> "DEFERRABLE INITIALLY DEFERRED";
    };
  }

  /**
   * Whether a constraint has to be dropped and created again. PostgreSQL can change when it is
   * checked and can check its rows, but not change its actions.
   */
  static boolean needOther(ReferenceOptions before, ReferenceOptions after) {
    return before.onDelete() != after.onDelete()
        || before.onUpdate() != after.onUpdate()
        || after.notValid() && !before.notValid();
  }

  /** Adds the clauses, without those that say what PostgreSQL does anyway. */
  static SqlBuilder add(
      SqlBuilder constraint, String onDelete, String onUpdate, String deferrability) {
    return constraint
        .wordsIf(!onDelete.equals(NO_ACTION), "ON DELETE " + onDelete)
        .wordsIf(!onUpdate.equals(NO_ACTION), "ON UPDATE " + onUpdate)
        .wordsIf(!deferrability.equals(NOT_DEFERRABLE), deferrability);
  }
}
