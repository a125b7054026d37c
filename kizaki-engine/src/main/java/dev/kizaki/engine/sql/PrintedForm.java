package dev.kizaki.engine.sql;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import java.util.List;
import java.util.Objects;

/**
 * A text that PostgreSQL prints of an object, such as the expression of a check. What it prints
 * right after a migration is kept in the history table, so that a later change of the object shows.
 *
 * @param place the object within its schema, such as {@code check constraint bill_tax_check on
 *     bill}
 * @param query the query of the text: one row with one column, or no row if there is no such object
 */
public record PrintedForm(String place, String query) {
  public PrintedForm {
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(query, "query");
  }

  /**
   * The query of the places and texts of these forms. A form whose object is missing is left out.
   * The session must have the {@link ExpressionSettings} with the schema on the search path.
   *
   * @param forms not empty
   */
  public static String rows(List<PrintedForm> forms) {
    return sql("SELECT f.place, f.form FROM (VALUES")
        .lines(
            forms.stream()
                .map(each -> "(" + Quoting.string(each.place) + ", (" + each.query + "))"))
        .line(") AS f (place, form) WHERE f.form IS NOT NULL")
        .text();
  }

  /** An expression for the texts of these forms by their places, as a JSON object. */
  public static String json(List<PrintedForm> forms) {
    return forms.isEmpty()
        ? "'{}'"
        : sql("(SELECT coalesce(pg_catalog.jsonb_object_agg(k.place, k.form), '{}') FROM (")
            .words(rows(forms))
            .words(") AS k)")
            .text();
  }
}
