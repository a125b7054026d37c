/**
 * Plans a migration: turns the differences between two shapes, together with the answers of the
 * user, into the ordered lines of a plan. Each line that needs a decision carries its question.
 *
 * <p>Start with {@link dev.kizaki.engine.planner.Planner}; its comment lists the five steps. The
 * classes by step:
 *
 * <ol>
 *   <li>Renames: {@code CertainRenames} applies the renames that need no question ({@code
 *       RenameSteps} orders them). For {@code OpenRenames}, {@code FieldMatcher}, {@code
 *       EntityMatcher}, {@code EnumMatcher} and {@code ValueMatcher} propose pairs ({@code
 *       Similarity} and {@code NameWords} compare names), and each pair becomes an {@code
 *       OpenRename}. {@code Renames} has the result.
 *   <li>Statements: {@code DifferenceStatements} turns each difference into statements, with the
 *       help of {@code AddedField}, {@code ChangedField} and {@code ChangedEnum}. {@code
 *       RenameChoices} does so with and without each open rename and makes the difference a choice.
 *   <li>Dependencies: {@code DependencyVisitor} finds what a statement needs and provides ({@code
 *       StatementDependencies}); {@code StatementOrder} builds the graph.
 *   <li>Cycles: {@code ChoiceMerger} merges choices that cannot be ordered separately.
 *   <li>Order: {@code StatementOrder} sorts, and {@code StatementRank} breaks ties.
 * </ol>
 *
 * <p>Example: the schema adds {@code points: int} to the entity Task.
 *
 * <ol>
 *   <li>{@code OpenRenames} compares the fields of Task. No field was dropped, so no rename is
 *       possible.
 *   <li>{@code ShapeDiffer} reports the difference {@code FieldAdded}, and {@code
 *       DifferenceStatements.visitFieldAdded} passes it to {@code AddedField.lines}, which creates
 *       the statement {@code AddField}. The field is required and has no default. If there is no
 *       answer, its backfill is {@code [RESOLVE]}, and the line has a {@code BackfillQuestion} with
 *       an example from {@code ExampleFills}.
 *   <li>{@code DependencyVisitor.visitAddField} records that the statement requires the entity,
 *       provides the field and takes the name of its column. {@code StatementOrder} then puts it
 *       after a statement that frees this name, and before a statement that adds an index on the
 *       field.
 * </ol>
 *
 * <p>Answers come from the user or from an earlier draft ({@code Answers}, {@code KeptAnswers}).
 * Questions are values ({@code ChangeQuestion} and its records); {@code Comments} has the words in
 * which a plan prints them, and {@code PlanQuestions} lists them with possible answers.
 *
 * <p>The package asks the user and never guesses. It reads no files and writes nothing to the
 * console. The only SQL in it is that of the example answers ({@code ExampleFills} and {@code
 * ExampleConversions}), which is only text in a comment.
 */
package dev.kizaki.engine.planner;
