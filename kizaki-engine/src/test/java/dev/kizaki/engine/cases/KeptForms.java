package dev.kizaki.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.catalog.ExpectedExpression;
import dev.kizaki.engine.catalog.read.FormReader;
import dev.kizaki.engine.jdbc.AppliedTable;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.postgres.ExpectedObjects;
import dev.kizaki.engine.postgres.ExpressionForms;
import dev.kizaki.engine.postgres.ObjectForms;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.sql.PrintedForm;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What PostgreSQL prints of expressions and objects, and what of it the history table has. */
record KeptForms(Connection connection, Sessions sessions) {
  /** What PostgreSQL prints now of the expressions and objects of a shape, by their places. */
  Map<String, String> live(Shape shape) throws SQLException {
    List<PrintedForm> forms = new ArrayList<>();
    ExpectedExpression.of(ExpectedObjects.of(shape, sessions.schema(), DatabaseNames.CURRENT))
        .forEach(each -> forms.add(ExpressionForms.of(each, sessions.schema())));
    shape.objects().stream()
        .flatMap(each -> ObjectForms.of(each, sessions.schema()).stream())
        .forEach(each -> forms.add(each.form()));
    if (forms.isEmpty()) {
      return Map.of();
    }
    connection.setAutoCommit(false);
    try {
      sessions.settings().pinForTransaction(connection);
      Map<String, String> printed = FormReader.read(connection, sessions.settings(), forms, true);
      assertThat(printed).hasSameSizeAs(forms);
      return printed;
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  /**
   * Requires that the last migration has kept the form of each expression and object that has
   * another form than before it, and that each form in the history is the live one.
   */
  void check(Shape after, Map<String, String> before) throws SQLException {
    Map<String, String> kept = new AppliedTable(sessions.schema()).keptForms(connection);
    Map<String, String> live = live(after);
    Map<String, String> known = new HashMap<>(before);
    known.putAll(kept);
    assertThat(known).containsAllEntriesOf(live);
  }
}
