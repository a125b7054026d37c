/**
 * The compiled shape of a schema: immutable values that refer to each other by name. Start with
 * {@link dev.kizaki.engine.shape.Shape}, then {@link dev.kizaki.engine.shape.Entity}.
 *
 * <pre>
 * Shape
 * ├─ SystemEntity      __User, declared by nobody
 * ├─ EnumType
 * └─ Entity
 *    ├─ Field ─ FieldType, DefaultValue
 *    └─ FieldGroup: Key, Unique, Index
 * </pre>
 *
 * {@link dev.kizaki.engine.shape.DatabaseNames} says what each of these is called in a database.
 * The package knows no text, no SQL, no JSON and no file.
 */
package dev.kizaki.engine.shape;
