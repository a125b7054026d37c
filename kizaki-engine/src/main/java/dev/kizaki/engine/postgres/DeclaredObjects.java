package dev.kizaki.engine.postgres;

import dev.kizaki.engine.object.MadeObject;
import dev.kizaki.engine.object.ObjectScript;
import dev.kizaki.engine.shape.ShapeView;
import dev.kizaki.engine.shape.SqlObject;
import dev.kizaki.engine.sql.CheckQuery;
import dev.kizaki.engine.sql.Finding;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.RowExamples;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a check says about objects that depend on what a statement changes: those that the schema
 * declares are named with their declaration, whose {@code uses} lacks something.
 */
final class DeclaredObjects {
  private static final String COUNT = "SELECT count(*) FROM named";

  private static final String NAMES =
      """
      SELECT coalesce(i.type || ' ' || i.identity, pg_describe_object(class, object, part))%s
      FROM named, LATERAL pg_identify_object(class, object, part) AS i ORDER BY 1\
      """;

  /** Names without arguments: an overload of another object is named with both objects. */
  private static final String DECLARATION =
      """
       || coalesce(' of the object ' || (
          SELECT string_agg(DISTINCT o.declaration, ' or ')
          FROM (VALUES %s) AS o (catalog, name, declaration)
          WHERE o.catalog::regclass = class AND o.name = coalesce(
            (SELECT c.relname FROM pg_class AS c
             WHERE class = 'pg_class'::regclass AND c.oid = object),
            (SELECT p.proname FROM pg_proc AS p
             WHERE class = 'pg_proc'::regclass AND p.oid = object),
            (SELECT t.tgname FROM pg_trigger AS t
             WHERE class = 'pg_trigger'::regclass AND t.oid = object),
            (SELECT r.rulename FROM pg_rewrite AS r
             WHERE class = 'pg_rewrite'::regclass AND r.oid = object),
            (SELECT y.typname FROM pg_type AS y
             WHERE class = 'pg_type'::regclass AND y.oid = object))), '')\
      """;

  private static final String REMEDY =
      """
      Drop %s objects yourself before the migration, for example with psql, because a plan runs \
      no DDL; afterwards create again what you still need. A view, a function or a trigger can \
      stand in the schema instead, and a plan drops and adds it: `object Name uses [%s] { create \
      "create ..." }`\
      """;

  private DeclaredObjects() {}

  /**
   * @param element what the statement changes, as a message names it
   * @param query defines {@code named}, the objects that depend on the element
   */
  static CheckQuery check(String element, String query, ShapeView shape) {
    String declared =
        shape.objects().stream()
            .flatMap(each -> rows(each).stream())
            .collect(Collectors.joining(", "));
    String used = used(element);
    if (declared.isEmpty()) {
      return new CheckQuery.Dependents(
          query + COUNT,
          new Finding(
              "object that kizaki does not manage uses " + element,
              "objects that kizaki does not manage use " + element,
              new RowExamples(query + NAMES.formatted(""), List.of(), "; "),
              REMEDY.formatted("these", used)));
    }
    return new CheckQuery.Dependents(
        query + COUNT,
        new Finding(
            "object that the plan does not drop uses " + element,
            "objects that the plan does not drop use " + element,
            new RowExamples(
                query + NAMES.formatted(DECLARATION.formatted(declared)), List.of(), "; "),
            """
            Add %s to the `uses` of an object of the schema that is named, and plan again: then the \
            plan drops and adds it. %s\
            """
                .formatted(used, REMEDY.formatted("other", used))));
  }

  private static List<String> rows(SqlObject object) {
    return ObjectScript.of(object.create()).madeNames().stream()
        .flatMap(made -> catalog(made).map(catalog -> row(catalog, made, object)).stream())
        .toList();
  }

  private static String row(String catalog, MadeObject made, SqlObject object) {
    return "(%s, %s, %s)"
        .formatted(
            Quoting.string(catalog), Quoting.string(made.name()), Quoting.string(object.name()));
  }

  private static Optional<String> catalog(MadeObject made) {
    return Optional.ofNullable(
        switch (made.kind()) {
          case VIEW, MATERIALIZED_VIEW -> "pg_class";
          case FUNCTION, PROCEDURE, AGGREGATE -> "pg_proc";
          case TRIGGER, CONSTRAINT_TRIGGER -> "pg_trigger";
          case RULE -> "pg_rewrite";
          case DOMAIN, TYPE -> "pg_type";
          default -> null;
        });
  }

  /** What an object names in {@code uses} that uses the element. */
  private static String used(String element) {
    return element.replaceFirst("^the (enum|sequence of|sequence) ", "").replaceFirst("[. ].*", "");
  }
}
