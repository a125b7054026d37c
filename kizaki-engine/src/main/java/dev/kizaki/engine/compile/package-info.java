/**
 * Translates parsed schema files to a {@link dev.kizaki.engine.shape.Shape}, and reports every
 * error that is not a syntax error. {@link dev.kizaki.engine.compile.ShapeCompiler} is the entry
 * and shows the order of the steps. Each other class contains the rules for one part of the
 * language.
 *
 * <pre>
 * ShapeCompiler
 * ├─ Declarations         one namespace over all files
 * ├─ EnumReader
 * ├─ EmbeddedTypeRules
 * ├─ EntityReader         fields, key, uniques and indexes of one entity, as a ParsedEntity
 * │  ├─ TypeReader
 * │  ├─ AnnotationRules
 * │  └─ GroupReader, KeyReader
 * ├─ ReferenceRules       the targets of references, after all entities are read
 * ├─ DefaultReader        after references have types
 * ├─ NamespaceRules
 * └─ CollisionRules       after the shape is complete
 * </pre>
 *
 * The package does not stop at the first error. It reads no files and knows no plans and no SQL.
 */
package dev.kizaki.engine.compile;
