package dev.kizaki.engine.sql;

/** Something that is sent to the database on behalf of a plan statement. */
public sealed interface SqlStep permits SqlCommand, DataCheck {
  PlanStatementRef cause();
}
