package dev.kizaki.engine.snapshot;

import dev.kizaki.engine.shape.Check;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.SqlExpression;
import dev.kizaki.engine.sql.EntityExpressions;
import dev.kizaki.engine.sql.WholeSql;
import java.util.List;
import java.util.Optional;

/** Decodes the checks of one entity. */
final class CheckDecoder {
  private final SnapshotProblems problems;
  private final ReferenceChecks checks;
  private final String entity;
  private final List<Field> known;

  /**
   * @param known the fields of the entity
   */
  CheckDecoder(
      SnapshotProblems problems, ReferenceChecks checks, String entity, List<Field> known) {
    this.problems = problems;
    this.checks = checks;
    this.entity = entity;
    this.known = known;
  }

  /** The name is read as the recorded one; it is removed later if it is the derived one. */
  Check decode(ObjectReader reader) {
    String sql = reader.text("sql");
    if (WholeSql.problemOfExpression(sql).isPresent()) {
      throw problems.at(reader.required("sql").offset(), "\"sql\" must be an expression");
    }
    List<String> fields = reader.names("fields");
    checks.fieldsExist(reader.required("fields").offset(), entity, fields);
    for (String field : EntityExpressions.of(known, sql).fields()) {
      if (!fields.contains(field)) {
        throw problems.at(
            reader.required("fields").offset(),
            "\"fields\" must have " + field + ", whose column the expression names");
      }
    }
    boolean notValid = reader.optional("notValid").isPresent() && reader.flag("notValid");
    return new Check(
        new SqlExpression(sql, fields), notValid, Optional.of(reader.databaseName("name")));
  }
}
