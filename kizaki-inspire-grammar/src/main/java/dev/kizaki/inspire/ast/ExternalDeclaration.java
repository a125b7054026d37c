package dev.kizaki.inspire.ast;

import dev.kizaki.inspire.source.SourceSpan;
import java.util.List;

/**
 * {@code external LegacyUser from "public"."legacy_user"."id": bigint}, {@code external LegacyOrder
 * from "public"."legacy_order"("tenant_id": bigint, "id": bigint)}.
 *
 * @param columns the columns that references lead to together, at least one
 */
public record ExternalDeclaration(
    Name name, Value.Text schema, Value.Text table, List<TypedColumn> columns, SourceSpan span)
    implements Declaration {
  public ExternalDeclaration {
    columns = List.copyOf(columns);
  }

  /** {@code "tenant_id": bigint}. */
  public record TypedColumn(Value.Text column, TypeExpression type) {}
}
