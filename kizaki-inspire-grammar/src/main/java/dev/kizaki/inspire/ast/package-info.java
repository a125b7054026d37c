/**
 * What the user wrote, as a tree: nothing added, nothing resolved, a span in every node.
 *
 * <pre>
 * Node
 *   InspireFile          one schema file: a list of Declaration
 *     Declaration        EntityDeclaration, EnumDeclaration, TypeDeclaration,
 *                        NamespaceDeclaration, RuntimeDeclaration
 *     EntityItem         FieldDeclaration, EntityAnnotation, RuntimeRule
 *   PlanFile             one plan: a list of PlanItem, and the comments
 *     PlanItem           StatementNode (a record for each statement), ResolveBlock
 *   AnswerFile           answers to a plan's questions: a list of AnswerNode
 *   TypeExpression, Annotation, Value, Name, FieldPath, FieldList, ...
 * </pre>
 *
 * <p>Families with many members have a visitor without default methods ({@link
 * dev.kizaki.inspire.ast.StatementVisitor}, {@link dev.kizaki.inspire.ast.ValueVisitor}), so that a
 * new member breaks the build wherever it must be thought of.
 *
 * <p>Must not know: the parser, defaults, what a name refers to, SQL. Start reading at {@link
 * dev.kizaki.inspire.ast.InspireFile} and {@link dev.kizaki.inspire.ast.StatementNode}.
 */
package dev.kizaki.inspire.ast;
