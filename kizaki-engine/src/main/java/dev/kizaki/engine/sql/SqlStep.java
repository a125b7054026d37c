package dev.kizaki.engine.sql;

/** What is done in the database for a plan statement: a command, a check, or a takeover. */
public sealed interface SqlStep permits SqlCommand, DataCheck, AlreadyThere {
  PlanStatementRef cause();
}
