package dev.kizaki.engine.plan;

/** A statement that changes rows and does not change the schema. */
public sealed interface RowStatement extends PlanStatement permits UpdateRows, RunSql {}
