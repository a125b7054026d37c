/**
 * Parsed schema files to a {@link dev.kizaki.engine.shape.Shape}, and every error that is not one
 * of syntax. {@link dev.kizaki.engine.compile.ShapeCompiler} is the entry and shows the order of
 * the work; each class beside it holds the rules of one thing.
 *
 * <pre>
 * ShapeCompiler
 * ├─ Declarations         one name space over all files
 * ├─ EnumReader
 * ├─ EmbeddedTypeRules
 * ├─ EntityReader         fields, key, uniques, indexes of one entity, as an ParsedEntity
 * │  ├─ TypeReader
 * │  ├─ AnnotationRules
 * │  └─ GroupReader, KeyReader
 * ├─ ReferenceRules       where references lead, once all entities are read
 * ├─ DefaultReader        once references have types
 * ├─ NamespaceRules
 * └─ CollisionRules       once the shape stands
 * </pre>
 *
 * The package knows no file, no plan and no SQL, and never stops at the first error.
 */
package dev.kizaki.engine.compile;
