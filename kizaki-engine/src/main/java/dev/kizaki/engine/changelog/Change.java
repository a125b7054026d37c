package dev.kizaki.engine.changelog;

import dev.kizaki.engine.sql.DatabaseChange;
import java.util.Objects;

/** One change of a change set. */
public sealed interface Change {
  /** A change that is written with one of Liquibase's change types. */
  record Native(DatabaseChange ddl) implements Change {
    public Native {
      Objects.requireNonNull(ddl, "ddl");
    }
  }

  /**
   * SQL text that is run unchanged.
   *
   * @param text one command, without a final semicolon
   */
  record Sql(String text) implements Change {
    public Sql {
      Objects.requireNonNull(text, "text");
    }
  }
}
