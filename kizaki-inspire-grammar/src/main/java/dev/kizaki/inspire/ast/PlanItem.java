package dev.kizaki.inspire.ast;

/** A statement, or a question that is still open. */
public sealed interface PlanItem extends Node permits StatementNode, ResolveBlock {}
