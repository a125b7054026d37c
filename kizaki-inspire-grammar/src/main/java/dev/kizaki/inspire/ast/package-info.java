/**
 * The syntax tree: what the user wrote, with nothing added or resolved, and a span in every node.
 *
 * <pre>
 * Node
 *   InspireFile          one schema file: a list of Declaration
 *     Declaration        EntityDeclaration, EnumDeclaration, TypeDeclaration,
 *                        NamespaceDeclaration, RuntimeDeclaration
 *     EntityItem         FieldDeclaration, EntityAnnotation, RuntimeRule
 *   PlanFile             one plan: a list of PlanItemNode, and the comments
 *     PlanItemNode           StatementNode (a record for each statement), ResolveBlock
 *   AnswerFile           answers to a plan's questions: a list of AnswerNode
 *   TypeExpression, Annotation, Value, Name, FieldPath, FieldList, ...
 * </pre>
 *
 * <p>Families with many members have a visitor without default methods ({@link
 * dev.kizaki.inspire.ast.StatementNodeVisitor}, {@link dev.kizaki.inspire.ast.ValueVisitor}), so
 * that a new member is a compile error wherever it must be handled.
 *
 * <p>Must not know: the parser, defaults, what a name refers to, SQL. Start reading at {@link
 * dev.kizaki.inspire.ast.InspireFile} and {@link dev.kizaki.inspire.ast.StatementNode}.
 */
package dev.kizaki.inspire.ast;
