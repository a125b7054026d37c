package dev.kizaki.engine.sql;

/** A command or check that is sent to the database for a plan statement. */
public sealed interface SqlStep permits SqlCommand, DataCheck {
  PlanStatementRef cause();
}
