/**
 * Compiles parsed schema files to a {@link dev.kizaki.engine.shape.Shape} and reports every error
 * that is not a syntax error. Start with {@link dev.kizaki.engine.compile.ShapeCompiler}, which
 * shows the order of the work; each other class has the rules for one kind of element.
 *
 * <pre>
 * ShapeCompiler
 * ├─ Declarations         one namespace for all files
 * ├─ EnumReader
 * ├─ EmbeddedTypeRules
 * ├─ EntityReader         fields, key, uniques, indexes of one entity, as a ParsedEntity
 * │  ├─ TypeReader
 * │  ├─ AnnotationRules
 * │  └─ GroupReader, KeyReader
 * ├─ ReferenceRules       targets of references, after all entities are read
 * ├─ DefaultReader        after references have types
 * │  └─ ExpressionReader
 * ├─ GeneratedFieldRules  after all fields of an entity have their values
 * ├─ NamespaceRules
 * └─ CollisionRules       after the shape is complete
 * </pre>
 *
 * The package knows no files and no plans, and of SQL only expressions. It does not stop at the
 * first error.
 */
package dev.kizaki.engine.compile;
