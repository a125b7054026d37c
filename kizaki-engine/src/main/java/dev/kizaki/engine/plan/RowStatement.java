package dev.kizaki.engine.plan;

/** A statement that changes rows and leaves the schema as it is. */
public sealed interface RowStatement extends PlanStatement permits UpdateRows, RunSql {}
