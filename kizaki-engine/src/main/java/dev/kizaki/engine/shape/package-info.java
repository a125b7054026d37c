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
 * {@link dev.kizaki.engine.shape.NameTable} finds where two of them would be called the same, and
 * {@link dev.kizaki.engine.shape.LiteralRules} and {@link dev.kizaki.engine.shape.DefaultRules} say
 * which values a field can take. The package knows no syntax tree, no SQL and no file, and of JSON
 * only whether a literal is one.
 */
package dev.kizaki.engine.shape;
