package dev.kizaki.engine.sql;

import java.util.Set;

/**
 * Names that PostgreSQL reads as key words if they are not quoted. The lists are those of appendix
 * C of its documentation, with the same categories; versions 14 to 18 are merged.
 */
public final class ReservedWords {
  /** "reserved" */
  private static final Set<String> RESERVED =
      words(
          """
          all analyse analyze and any array as asc asymmetric both case cast check collate
          column constraint create current_catalog current_date current_role current_time
          current_timestamp current_user default deferrable desc distinct do else end
          except false fetch for foreign from grant group having in initially intersect
          into lateral leading limit localtime localtimestamp not null offset on only or
          order placing primary references returning select session_user some symmetric
          system_user table then to trailing true union unique user using variadic when
          where window with
          """);

  /** "reserved (can be function or type)" */
  private static final Set<String> FUNCTION_OR_TYPE =
      words(
          """
          authorization binary collation concurrently cross current_schema freeze full
          ilike inner is isnull join left like natural notnull outer overlaps right
          similar tablesample verbose
          """);

  /** "(cannot be function or type)" */
  private static final Set<String> NO_FUNCTION_OR_TYPE =
      words(
          """
          between bigint bit boolean char character coalesce dec decimal exists extract
          float greatest grouping inout int integer interval json json_array json_arrayagg
          json_exists json_object json_objectagg json_query json_scalar json_serialize
          json_table json_value least merge_action national nchar none normalize nullif
          numeric out overlay position precision real row setof smallint substring time
          timestamp treat trim values varchar xmlattributes xmlconcat xmlelement xmlexists
          xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable
          """);

  private ReservedWords() {}

  /** Whether a column or a table cannot have this name without quotes. */
  public static boolean cannotNameColumn(String name) {
    return RESERVED.contains(name) || FUNCTION_OR_TYPE.contains(name);
  }

  /** Whether the name of a type cannot begin with this word without quotes. */
  public static boolean cannotNameType(String name) {
    return RESERVED.contains(name) || NO_FUNCTION_OR_TYPE.contains(name);
  }

  private static Set<String> words(String text) {
    return Set.of(text.split("\\s+"));
  }
}
