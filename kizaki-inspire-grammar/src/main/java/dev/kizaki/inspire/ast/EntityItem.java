package dev.kizaki.inspire.ast;

/** Something that stands in the body of an entity. */
public sealed interface EntityItem extends Node
    permits FieldDeclaration, EntityAnnotation, RuntimeRule {}
