package dev.kizaki.engine.postgres;

import dev.kizaki.engine.catalog.ObjectKind;
import dev.kizaki.engine.catalog.ObjectName;
import dev.kizaki.engine.object.MadeObject;
import dev.kizaki.engine.object.ObjectScript;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.shape.SqlObject;
import dev.kizaki.engine.sql.PrintedForm;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What PostgreSQL prints of the objects of a schema: the queries, and when to keep it. */
public final class ObjectForms {
  private ObjectForms() {}

  /**
   * The objects that a migration makes, or of which PostgreSQL may print something else after it:
   * those that it adds or changes, and those that use what it changes, also through other objects.
   *
   * @param after the shape that the plan leads to
   * @param schema the PostgreSQL schema that holds the tables
   */
  public static List<PrintedForm> after(
      List<PlanStatement> statements, Shape after, String schema) {
    if (after.objects().isEmpty()) {
      return List.of();
    }
    Set<String> changed = new HashSet<>();
    for (PlanStatement statement : statements) {
      ChangedElement element = ChangedElement.of(statement);
      element.before().ifPresent(changed::remove);
      element.after().ifPresent(changed::add);
    }
    boolean more = true;
    while (more) {
      more = false;
      for (SqlObject object : after.objects()) {
        more |= !Collections.disjoint(object.uses(), changed) && changed.add(object.name());
      }
    }
    return after.objects().stream()
        .filter(each -> changed.contains(each.name()))
        .flatMap(each -> of(each, schema).stream())
        .map(ObjectForm::form)
        .toList();
  }

  /**
   * What an object makes, in order.
   *
   * @param schema the PostgreSQL schema that holds the tables
   */
  public static List<ObjectForm> of(SqlObject object, String schema) {
    ObjectFormQueries queries = new ObjectFormQueries(schema);
    return ObjectScript.of(object.create()).madeNames().stream()
        .map(
            made ->
                new ObjectForm(
                    made.kind(),
                    name(made),
                    new PrintedForm(made.address(), queries.of(made).text())))
        .toList();
  }

  private static ObjectName name(MadeObject made) {
    ObjectKind kind =
        switch (made.kind()) {
          case VIEW -> ObjectKind.VIEW;
          case MATERIALIZED_VIEW -> ObjectKind.MATERIALIZED_VIEW;
          case FUNCTION, PROCEDURE, AGGREGATE -> ObjectKind.FUNCTION;
          case TRIGGER, CONSTRAINT_TRIGGER -> ObjectKind.TRIGGER;
          case EVENT_TRIGGER -> ObjectKind.EVENT_TRIGGER;
          case RULE -> ObjectKind.RULE;
          case DOMAIN, TYPE -> ObjectKind.TYPE;
          case CAST -> ObjectKind.CAST;
          case OPERATOR -> ObjectKind.OPERATOR;
          case OPERATOR_CLASS -> ObjectKind.OPERATOR_CLASS;
          case OPERATOR_FAMILY -> ObjectKind.OPERATOR_FAMILY;
          case COLLATION -> ObjectKind.COLLATION;
          case TEXT_SEARCH_CONFIGURATION,
              TEXT_SEARCH_DICTIONARY,
              TEXT_SEARCH_PARSER,
              TEXT_SEARCH_TEMPLATE ->
              ObjectKind.TEXT_SEARCH;
          case STATISTICS -> ObjectKind.STATISTICS;
        };
    if (made.kind().isOnTable()) {
      return ObjectName.of(kind, made.on().orElseThrow(), made.name());
    }
    return switch (made.kind()) {
      case FUNCTION, PROCEDURE, AGGREGATE ->
          ObjectName.of(kind, made.name() + "(" + String.join(", ", made.arguments()) + ")");
      case CAST, OPERATOR -> ObjectName.of(kind, made.signature());
      default -> ObjectName.of(kind, made.name());
    };
  }
}
