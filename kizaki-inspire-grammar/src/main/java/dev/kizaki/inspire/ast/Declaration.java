package dev.kizaki.inspire.ast;

/** A top-level declaration of an Inspire file. */
public sealed interface Declaration extends Node
    permits EntityDeclaration,
        EnumDeclaration,
        SequenceDeclaration,
        ExternalDeclaration,
        ObjectDeclaration,
        ExtensionDeclaration,
        TypeDeclaration,
        NamespaceDeclaration,
        RuntimeDeclaration {}
