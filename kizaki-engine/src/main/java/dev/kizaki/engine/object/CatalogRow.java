package dev.kizaki.engine.object;

import dev.kizaki.engine.sql.Quoting;
import java.util.List;

/**
 * Where the catalog keeps an object.
 *
 * @param catalog the catalog, such as {@code pg_proc}
 * @param find an SQL expression for the object's oid, for a session with the schema of the tables
 *     on its search path
 * @param rightsOn what {@code grant … on} names; empty if the object has no rights
 */
record CatalogRow(String catalog, String find, String rightsOn) {
  static CatalogRow of(MadeObject made) {
    return new CatalogRow(catalog(made.kind()), find(made), rightsOn(made));
  }

  private static String catalog(ObjectKind kind) {
    return switch (kind) {
      case VIEW, MATERIALIZED_VIEW -> "pg_class";
      case FUNCTION, PROCEDURE, AGGREGATE -> "pg_proc";
      case TRIGGER, CONSTRAINT_TRIGGER -> "pg_trigger";
      case EVENT_TRIGGER -> "pg_event_trigger";
      case RULE -> "pg_rewrite";
      case DOMAIN, TYPE -> "pg_type";
      case CAST -> "pg_cast";
      case OPERATOR -> "pg_operator";
      case OPERATOR_CLASS -> "pg_opclass";
      case OPERATOR_FAMILY -> "pg_opfamily";
      case COLLATION -> "pg_collation";
      case TEXT_SEARCH_CONFIGURATION -> "pg_ts_config";
      case TEXT_SEARCH_DICTIONARY -> "pg_ts_dict";
      case TEXT_SEARCH_PARSER -> "pg_ts_parser";
      case TEXT_SEARCH_TEMPLATE -> "pg_ts_template";
      case STATISTICS -> "pg_statistic_ext";
    };
  }

  /** The column with the owner; empty if what the catalog keeps has no owner. */
  static String ownerColumn(String catalog) {
    return switch (catalog) {
      case "pg_class" -> "relowner";
      case "pg_proc" -> "proowner";
      case "pg_type" -> "typowner";
      case "pg_event_trigger" -> "evtowner";
      case "pg_operator" -> "oprowner";
      case "pg_opclass" -> "opcowner";
      case "pg_opfamily" -> "opfowner";
      case "pg_collation" -> "collowner";
      case "pg_ts_config" -> "cfgowner";
      case "pg_ts_dict" -> "dictowner";
      case "pg_statistic_ext" -> "stxowner";
      default -> "";
    };
  }

  private static String rightsOn(MadeObject made) {
    return switch (made.kind()) {
      case VIEW, MATERIALIZED_VIEW -> "table " + made.signature();
      // `grant … on function` is for aggregates too.
      case FUNCTION, AGGREGATE -> "function " + withTypes(made);
      case PROCEDURE -> made.address();
      case DOMAIN, TYPE -> "type " + made.signature();
      default -> "";
    };
  }

  private static String withTypes(MadeObject made) {
    return "%s(%s)".formatted(SqlName.quoted(made.name()), String.join(", ", made.inputTypes()));
  }

  private static String find(MadeObject made) {
    return switch (made.kind()) {
      case OPERATOR ->
          "pg_catalog.to_regoperator(%s)::oid"
              .formatted(Quoting.string(made.signature().replace(" (", "(")));
      case CAST ->
          address(made, List.of(made.arguments().get(0)), List.of(made.arguments().get(1)));
      case FUNCTION, PROCEDURE, AGGREGATE -> routine(made);
      case TRIGGER, CONSTRAINT_TRIGGER, RULE ->
          address(made, List.of(made.on().orElseThrow(), made.name()), List.of());
      case OPERATOR_CLASS, OPERATOR_FAMILY ->
          address(made, List.of(made.on().orElseThrow(), made.name()), List.of());
      case DOMAIN, TYPE -> address(made, List.of(Quoting.identifier(made.name())), List.of());
      default -> address(made, List.of(made.name()), List.of());
    };
  }

  private static String routine(MadeObject made) {
    List<String> types = made.inputTypes();
    if (types.stream().noneMatch(each -> each.contains("%"))) {
      return address(made, List.of(made.name()), types);
    }
    // Only commands can name a type as that of a column.
    return ("(select case count(*) when 1 then min(oid) end from pg_catalog.pg_proc where proname"
            + " = %s and pronamespace = (select oid from pg_catalog.pg_namespace where nspname ="
            + " current_schema()))")
        .formatted(Quoting.string(made.name()));
  }

  private static String address(MadeObject made, List<String> names, List<String> arguments) {
    String type =
        switch (made.kind()) {
          case STATISTICS -> "statistics object";
          case DOMAIN -> "type";
          default -> made.kind().word();
        };
    return "(pg_catalog.pg_get_object_address(%s, %s, %s)).objid"
        .formatted(Quoting.string(type), array(names), array(arguments));
  }

  static String array(List<String> texts) {
    return texts.isEmpty() ? "'{}'" : "array[" + Quoting.strings(texts) + "]";
  }
}
