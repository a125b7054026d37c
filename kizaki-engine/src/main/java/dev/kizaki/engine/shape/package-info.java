/**
 * The compiled shape of a schema: immutable values that refer to each other by name. Start with
 * {@link dev.kizaki.engine.shape.Shape}, then {@link dev.kizaki.engine.shape.Entity}.
 *
 * <pre>
 * Shape
 * ├─ SystemEntity      __User, which no schema declares
 * ├─ EnumType
 * ├─ DeclaredSequence
 * └─ Entity
 *    ├─ Field ─ FieldType, DefaultValue
 *    └─ FieldGroup: Key, Unique, Index
 * </pre>
 *
 * {@link dev.kizaki.engine.shape.DatabaseNames} derives the names that these have in a database.
 * {@link dev.kizaki.engine.shape.NameTable} finds elements that would have the same name there.
 * {@link dev.kizaki.engine.shape.LiteralRules} and {@link dev.kizaki.engine.shape.DefaultRules}
 * decide which values a field can have. The package knows no syntax tree, no SQL and no files; of
 * JSON it knows only whether a literal is valid.
 */
package dev.kizaki.engine.shape;
