package dev.kizaki.inspire.ast;

/** A statement or an open question of a plan. */
public sealed interface PlanItemNode extends Node permits StatementNode, ResolveBlock {}
