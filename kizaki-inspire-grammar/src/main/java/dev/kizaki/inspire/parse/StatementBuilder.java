package dev.kizaki.inspire.parse;

import dev.kizaki.inspire.antlr.InspireBaseParser;
import dev.kizaki.inspire.antlr.InspireBaseParser.CheckContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.ClauseContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.FieldListContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.NameInDatabaseContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.ReferenceTermContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.ReplacementContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.StatementContext;
import dev.kizaki.inspire.ast.Assignment;
import dev.kizaki.inspire.ast.CheckNode;
import dev.kizaki.inspire.ast.DatabaseNoun;
import dev.kizaki.inspire.ast.EnumDeclaration;
import dev.kizaki.inspire.ast.FieldDeclaration;
import dev.kizaki.inspire.ast.FieldList;
import dev.kizaki.inspire.ast.FieldPath;
import dev.kizaki.inspire.ast.Name;
import dev.kizaki.inspire.ast.ReferenceTerm;
import dev.kizaki.inspire.ast.StatementNode;
import dev.kizaki.inspire.ast.StatementNode.Replacement;
import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.ast.ValuePosition;
import dev.kizaki.inspire.parse.AnnotationForm.Place;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/** Builds the statements of plans. The methods have the same order as the grammar. */
final class StatementBuilder extends ExhaustiveVisitor<StatementNode> {
  private final AstContext ast;
  private final ValueBuilder values;
  private final FieldBuilder fields;
  private final DeclarationBuilder declarations;
  private final ReplacementBuilder replacements = new ReplacementBuilder();

  StatementBuilder(
      AstContext ast, ValueBuilder values, FieldBuilder fields, DeclarationBuilder declarations) {
    this.ast = ast;
    this.values = values;
    this.fields = fields;
    this.declarations = declarations;
  }

  StatementNode statement(StatementContext context) {
    return visit(context);
  }

  // ------------------------------------------------------------------------------------------- add

  @Override
  public StatementNode visitAddEntity(InspireBaseParser.AddEntityContext context) {
    return new StatementNode.AddEntity(
        declarations.entity(context.entityDeclaration()), ast.span(context));
  }

  @Override
  public StatementNode visitAddEnum(InspireBaseParser.AddEnumContext context) {
    return new StatementNode.AddEnum(
        declarations.enumeration(context.enumDeclaration()), ast.span(context));
  }

  @Override
  public StatementNode visitAddSequence(InspireBaseParser.AddSequenceContext context) {
    return new StatementNode.AddSequence(
        declarations.sequence(context.sequenceDeclaration()), ast.span(context));
  }

  @Override
  public StatementNode visitAddEnumValue(InspireBaseParser.AddEnumValueContext context) {
    Optional<ValuePosition> position =
        Optional.ofNullable(context.position)
            .map(
                word ->
                    new ValuePosition(
                        word.getType() == InspireBaseParser.BEFORE,
                        ast.path(context.neighbour),
                        ast.span(word, context.neighbour.getStop())));
    return new StatementNode.AddEnumValue(
        ast.path(context.added),
        fields.annotations(context.annotation(), Place.ENUM_VALUE),
        position,
        ast.span(context));
  }

  @Override
  public StatementNode visitAddUnique(InspireBaseParser.AddUniqueContext context) {
    return new StatementNode.AddUnique(
        fieldList("unique", context.fieldList(), context.nameInDatabase()), ast.span(context));
  }

  @Override
  public StatementNode visitAddIndex(InspireBaseParser.AddIndexContext context) {
    return new StatementNode.AddIndex(
        fieldList("index", context.fieldList(), context.nameInDatabase()), ast.span(context));
  }

  @Override
  public StatementNode visitAddKey(InspireBaseParser.AddKeyContext context) {
    return new StatementNode.AddKey(
        fieldList("primaryKey", context.fieldList(), context.nameInDatabase()), ast.span(context));
  }

  @Override
  public StatementNode visitAddCheck(InspireBaseParser.AddCheckContext context) {
    return new StatementNode.AddCheck(
        ast.name(context.name), check(context.check()), ast.span(context));
  }

  @Override
  public StatementNode visitAddReference(InspireBaseParser.AddReferenceContext context) {
    return new StatementNode.AddReference(reference(context.referenceTerm()), ast.span(context));
  }

  @Override
  public StatementNode visitAddSystemEntity(InspireBaseParser.AddSystemEntityContext context) {
    return new StatementNode.AddSystemEntity(
        ast.name(context.name),
        Optional.ofNullable(context.tableColumn()).map(declarations::tableColumn),
        ast.span(context));
  }

  @Override
  public StatementNode visitAddExternal(InspireBaseParser.AddExternalContext context) {
    return new StatementNode.AddExternal(
        declarations.external(context.externalDeclaration()), ast.span(context));
  }

  @Override
  public StatementNode visitAddObject(InspireBaseParser.AddObjectContext context) {
    return new StatementNode.AddObject(
        declarations.objects().object(context.objectDeclaration()), ast.span(context));
  }

  @Override
  public StatementNode visitAddExtension(InspireBaseParser.AddExtensionContext context) {
    return new StatementNode.AddExtension(
        declarations.extension(context.extensionDeclaration()), ast.span(context));
  }

  @Override
  public StatementNode visitAddField(InspireBaseParser.AddFieldContext context) {
    Clauses clauses = clauses(context.clause());
    if (clauses.using().isPresent()) {
      ast.refuse(
          clauses.using().get().span(),
          "using is allowed in a change only, because a new field has no old value",
          "write backfill");
    }
    return new StatementNode.AddField(
        ast.name(context.owner),
        fields.field(context.fieldDeclaration(), Place.ADDED_FIELD),
        clauses.backfill(),
        ast.span(context));
  }

  // ------------------------------------------------------------------------------------------ drop

  @Override
  public StatementNode visitDropEntity(InspireBaseParser.DropEntityContext context) {
    return new StatementNode.DropEntity(ast.name(context.name), ast.span(context));
  }

  @Override
  public StatementNode visitDropEnum(InspireBaseParser.DropEnumContext context) {
    return new StatementNode.DropEnum(ast.name(context.name), ast.span(context));
  }

  @Override
  public StatementNode visitDropSequence(InspireBaseParser.DropSequenceContext context) {
    return new StatementNode.DropSequence(ast.name(context.name), ast.span(context));
  }

  @Override
  public StatementNode visitDropObject(InspireBaseParser.DropObjectContext context) {
    return new StatementNode.DropObject(ast.name(context.name), ast.span(context));
  }

  @Override
  public StatementNode visitDropEnumValue(InspireBaseParser.DropEnumValueContext context) {
    return new StatementNode.DropEnumValue(
        ast.path(context.dropped), replacement(context.replacement()), ast.span(context));
  }

  @Override
  public StatementNode visitDropUnique(InspireBaseParser.DropUniqueContext context) {
    return new StatementNode.DropUnique(
        fieldList("unique", context.fieldList(), context.nameInDatabase()), ast.span(context));
  }

  @Override
  public StatementNode visitDropIndex(InspireBaseParser.DropIndexContext context) {
    return new StatementNode.DropIndex(
        fieldList("index", context.fieldList(), context.nameInDatabase()), ast.span(context));
  }

  @Override
  public StatementNode visitDropKey(InspireBaseParser.DropKeyContext context) {
    return new StatementNode.DropKey(ast.name(context.name), ast.span(context));
  }

  @Override
  public StatementNode visitDropCheck(InspireBaseParser.DropCheckContext context) {
    return new StatementNode.DropCheck(
        ast.name(context.name), check(context.check()), ast.span(context));
  }

  @Override
  public StatementNode visitDropReference(InspireBaseParser.DropReferenceContext context) {
    return new StatementNode.DropReference(reference(context.referenceTerm()), ast.span(context));
  }

  @Override
  public StatementNode visitDropField(InspireBaseParser.DropFieldContext context) {
    return new StatementNode.DropField(
        ast.path(context.path()),
        Optional.ofNullable(context.kept()).map(kept -> values.value(kept.value())),
        ast.span(context));
  }

  // ---------------------------------------------------------------------------------------- rename

  @Override
  public StatementNode visitRenameEntity(InspireBaseParser.RenameEntityContext context) {
    return new StatementNode.RenameEntity(
        ast.name(context.from),
        ast.name(context.to),
        fields.annotations(context.annotation(), Place.RENAMED_ENTITY),
        ast.span(context));
  }

  @Override
  public StatementNode visitRenameEnum(InspireBaseParser.RenameEnumContext context) {
    return new StatementNode.RenameEnum(
        ast.name(context.from),
        ast.name(context.to),
        fields.annotations(context.annotation(), Place.ENUM_HEAD),
        ast.span(context));
  }

  @Override
  public StatementNode visitRenameSequence(InspireBaseParser.RenameSequenceContext context) {
    return new StatementNode.RenameSequence(
        ast.name(context.from),
        ast.name(context.to),
        fields.annotations(context.annotation(), Place.SEQUENCE_HEAD),
        ast.span(context));
  }

  @Override
  public StatementNode visitRenameObject(InspireBaseParser.RenameObjectContext context) {
    return new StatementNode.RenameObject(
        ast.name(context.from), ast.name(context.to), ast.span(context));
  }

  @Override
  public StatementNode visitRenameEnumValue(InspireBaseParser.RenameEnumValueContext context) {
    return new StatementNode.RenameEnumValue(
        ast.path(context.fromPath),
        ast.path(context.toPath),
        fields.annotations(context.annotation(), Place.ENUM_VALUE),
        ast.span(context));
  }

  @Override
  public StatementNode visitRenameInDatabase(InspireBaseParser.RenameInDatabaseContext context) {
    return new StatementNode.RenameInDatabase(
        noun(context.noun),
        ast.name(context.owner),
        Optional.empty(),
        values.text(context.before),
        values.text(context.after),
        ast.span(context));
  }

  @Override
  public StatementNode visitRenamePartInDatabase(
      InspireBaseParser.RenamePartInDatabaseContext context) {
    FieldPath path = ast.path(context.path());
    return new StatementNode.RenameInDatabase(
        noun(context.noun),
        path.owner(),
        Optional.of(path.member()),
        values.text(context.before),
        values.text(context.after),
        ast.span(context));
  }

  @Override
  public StatementNode visitRenameGroupInDatabase(
      InspireBaseParser.RenameGroupInDatabaseContext context) {
    DatabaseNoun noun = noun(context.noun);
    return new StatementNode.RenameGroupInDatabase(
        noun,
        fieldList(noun.word(), context.fieldList(), null),
        values.text(context.before),
        values.text(context.after),
        ast.span(context));
  }

  @Override
  public StatementNode visitRenameCheckInDatabase(
      InspireBaseParser.RenameCheckInDatabaseContext context) {
    return new StatementNode.RenameCheckInDatabase(
        ast.name(context.name),
        check(context.check()),
        values.text(context.before),
        values.text(context.after),
        ast.span(context));
  }

  @Override
  public StatementNode visitRenameReferenceInDatabase(
      InspireBaseParser.RenameReferenceInDatabaseContext context) {
    return new StatementNode.RenameReferenceInDatabase(
        reference(context.referenceTerm()),
        values.text(context.before),
        values.text(context.after),
        ast.span(context));
  }

  private static DatabaseNoun noun(Token word) {
    return DatabaseNoun.valueOf(word.getText().toUpperCase(Locale.ROOT));
  }

  @Override
  public StatementNode visitRenameField(InspireBaseParser.RenameFieldContext context) {
    return new StatementNode.RenameField(
        ast.path(context.fromPath),
        ast.path(context.toPath),
        fields.annotations(context.annotation(), Place.RENAMED_FIELD),
        ast.span(context));
  }

  // ---------------------------------------------------------------------------------------- change

  @Override
  public StatementNode visitReorderEnum(InspireBaseParser.ReorderEnumContext context) {
    EnumDeclaration order =
        new EnumDeclaration(
            ast.name(context.name),
            List.of(),
            declarations.enumValues(context.enumBody(), Place.REORDERED_VALUE),
            ast.span(context.ENUM().getSymbol(), context.getStop()));
    return new StatementNode.ReorderEnum(order, ast.span(context));
  }

  @Override
  public StatementNode visitChangeCheck(InspireBaseParser.ChangeCheckContext context) {
    return new StatementNode.ChangeCheck(
        ast.name(context.name), check(context.before), check(context.after), ast.span(context));
  }

  @Override
  public StatementNode visitChangeSequence(InspireBaseParser.ChangeSequenceContext context) {
    return new StatementNode.ChangeSequence(
        ast.name(context.name),
        declarations.options(context.before),
        declarations.options(context.after),
        ast.span(context));
  }

  @Override
  public StatementNode visitChangeReference(InspireBaseParser.ChangeReferenceContext context) {
    return new StatementNode.ChangeReference(
        reference(context.before), reference(context.after), ast.span(context));
  }

  @Override
  public StatementNode visitChangeObject(InspireBaseParser.ChangeObjectContext context) {
    return declarations.objects().change(context);
  }

  @Override
  public StatementNode visitChangeField(InspireBaseParser.ChangeFieldContext context) {
    Name member = ast.name(context.member);
    FieldDeclaration before = fields.side(member, context.before);
    FieldDeclaration after = fields.side(member, context.after);
    Clauses clauses = clauses(context.clause());
    return new StatementNode.ChangeField(
        ast.name(context.owner),
        before,
        after,
        clauses.using(),
        clauses.backfill(),
        Optional.ofNullable(context.wayBack()).map(back -> values.sql(back.sqlText())),
        ast.span(context));
  }

  // ------------------------------------------------------------------------------------------ data

  @Override
  public StatementNode visitUpdateRows(InspireBaseParser.UpdateRowsContext context) {
    List<Assignment> assignments =
        context.assignment().stream()
            .map(
                item ->
                    new Assignment(
                        ast.name(item.field), values.value(item.value()), ast.span(item)))
            .toList();
    Optional<Value.Sql> where = Optional.ofNullable(context.sqlText()).map(values::sql);
    return new StatementNode.UpdateRows(
        context.early != null, ast.name(context.name), assignments, where, ast.span(context));
  }

  @Override
  public StatementNode visitRunSql(InspireBaseParser.RunSqlContext context) {
    return new StatementNode.RunSql(
        context.early != null, values.sql(context.sqlText()), ast.span(context));
  }

  // ----------------------------------------------------------------------------------------- parts

  /** The clauses after a field in a statement; each occurs at most once. */
  record Clauses(Optional<Value> using, Optional<Value> backfill) {}

  private Clauses clauses(List<ClauseContext> contexts) {
    Optional<Value> using = Optional.empty();
    Optional<Value> backfill = Optional.empty();
    for (ClauseContext context : contexts) {
      Value value = values.value(context.value());
      boolean isUsing = context.keyword.getType() == InspireBaseParser.USING;
      if ((isUsing ? using : backfill).isPresent()) {
        ast.refuse(
            ast.span(context),
            "the statement has a second %s".formatted(context.keyword.getText()),
            "keep one of them");
      } else if (isUsing && backfill.isPresent()) {
        ast.refuse(ast.span(context), "using must be written before backfill", "write using first");
      }
      if (isUsing) {
        using = using.or(() -> Optional.of(value));
      } else {
        backfill = backfill.or(() -> Optional.of(value));
      }
    }
    return new Clauses(using, backfill);
  }

  /**
   * @param name null where the statement states no name in the database
   */
  private FieldList fieldList(
      String annotation, FieldListContext context, NameInDatabaseContext name) {
    List<Value> elements = context.fieldElement().stream().map(values::fieldElement).toList();
    List<Value.Option> options = context.option().stream().map(values::option).toList();
    GroupForm.ofStatement(annotation)
        .check(elements, options)
        .ifPresent(problem -> ast.refuse(problem.span(), problem.message(), problem.hint()));
    return new FieldList(
        ast.name(context.name),
        elements,
        options,
        Optional.ofNullable(name).map(given -> values.text(given.text())),
        name == null ? ast.span(context) : ast.span(context.getStart(), name.getStop()));
  }

  private CheckNode check(CheckContext context) {
    List<Value.Option> options = context.option().stream().map(values::option).toList();
    CheckForm.check(options)
        .ifPresent(problem -> ast.refuse(problem.span(), problem.message(), problem.hint()));
    return new CheckNode(values.sql(context.sqlText()), options, ast.span(context));
  }

  private ReferenceTerm reference(ReferenceTermContext context) {
    List<Value.Option> options = context.option().stream().map(values::option).toList();
    ReferenceForm.check(options)
        .ifPresent(problem -> ast.refuse(problem.span(), problem.message(), problem.hint()));
    return new ReferenceTerm(
        ast.name(context.name), values.arrow(context.arrow()), options, ast.span(context));
  }

  Replacement replacement(ReplacementContext context) {
    return replacements.visit(context);
  }

  private final class ReplacementBuilder extends ExhaustiveVisitor<Replacement> {
    @Override
    public Replacement visitOtherValue(InspireBaseParser.OtherValueContext context) {
      return new Replacement.Other(ast.path(context.path()));
    }

    @Override
    public Replacement visitNoReplacement(InspireBaseParser.NoReplacementContext context) {
      return new Replacement.None();
    }

    @Override
    public Replacement visitOpenReplacement(InspireBaseParser.OpenReplacementContext context) {
      if (ast.language() == Language.ANSWERS) {
        ast.refuse(
            ast.span(context), "[RESOLVE] is not an answer", "write a value of the enum, or none");
      }
      return new Replacement.Unresolved(ast.span(context));
    }
  }
}
