/**
 * The compiled schema, as immutable values that refer to each other by name. Start with {@link
 * dev.kizaki.engine.shape.Shape} and {@link dev.kizaki.engine.shape.Entity}.
 *
 * <pre>
 * Shape
 * ├─ SystemEntity      __User, which no schema declares
 * ├─ EnumType
 * └─ Entity
 *    ├─ Field ─ FieldType, DefaultValue
 *    └─ FieldGroup: Key, Unique, Index
 * </pre>
 *
 * {@link dev.kizaki.engine.shape.DatabaseNames} gives the names of these in a database. {@link
 * dev.kizaki.engine.shape.NameTable} finds two that would have the same name. {@link
 * dev.kizaki.engine.shape.LiteralRules} and {@link dev.kizaki.engine.shape.DefaultRules} decide
 * which values a field can have.
 *
 * <p>The package knows no syntax tree, no SQL and no files. It uses JSON only to check that a
 * literal is valid JSON.
 */
package dev.kizaki.engine.shape;
