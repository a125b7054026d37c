package dev.kizaki.inspire.ast;

/** An item in the body of an entity. */
public sealed interface EntityItem extends Node
    permits FieldDeclaration, EntityAnnotation, RuntimeRule {}
