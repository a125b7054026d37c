package dev.kizaki.inspire.parse;

import dev.kizaki.inspire.antlr.InspireBaseBaseVisitor;
import dev.kizaki.inspire.antlr.InspireBaseParser;
import dev.kizaki.inspire.antlr.InspireBaseParser.ClauseContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.FieldListContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.ReplacementContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.StatementContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.TableColumnContext;
import dev.kizaki.inspire.ast.Assignment;
import dev.kizaki.inspire.ast.EnumDeclaration;
import dev.kizaki.inspire.ast.FieldDeclaration;
import dev.kizaki.inspire.ast.FieldList;
import dev.kizaki.inspire.ast.Name;
import dev.kizaki.inspire.ast.StatementNode;
import dev.kizaki.inspire.ast.StatementNode.Replacement;
import dev.kizaki.inspire.ast.TableColumn;
import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.ast.ValuePosition;
import dev.kizaki.inspire.parse.AnnotationForm.Place;
import java.util.List;
import java.util.Optional;

/** Builds the statements of plans. The order of the methods is the grammar's. */
final class StatementBuilder extends InspireBaseBaseVisitor<StatementNode> {
  private final Build build;
  private final ValueBuilder values;
  private final FieldBuilder fields;
  private final DeclarationBuilder declarations;

  StatementBuilder(
      Build build, ValueBuilder values, FieldBuilder fields, DeclarationBuilder declarations) {
    this.build = build;
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
        declarations.entity(context.entityDeclaration()), build.span(context));
  }

  @Override
  public StatementNode visitAddEnum(InspireBaseParser.AddEnumContext context) {
    return new StatementNode.AddEnum(
        declarations.enumeration(context.enumDeclaration()), build.span(context));
  }

  @Override
  public StatementNode visitAddEnumValue(InspireBaseParser.AddEnumValueContext context) {
    Optional<ValuePosition> position =
        Optional.ofNullable(context.position)
            .map(
                word ->
                    new ValuePosition(
                        word.getType() == InspireBaseParser.BEFORE,
                        build.path(context.neighbour),
                        build.span(word, context.neighbour.getStop())));
    return new StatementNode.AddEnumValue(build.path(context.added), position, build.span(context));
  }

  @Override
  public StatementNode visitAddUnique(InspireBaseParser.AddUniqueContext context) {
    return new StatementNode.AddUnique(fieldList(context.fieldList()), build.span(context));
  }

  @Override
  public StatementNode visitAddIndex(InspireBaseParser.AddIndexContext context) {
    return new StatementNode.AddIndex(fieldList(context.fieldList()), build.span(context));
  }

  @Override
  public StatementNode visitAddKey(InspireBaseParser.AddKeyContext context) {
    return new StatementNode.AddKey(fieldList(context.fieldList()), build.span(context));
  }

  @Override
  public StatementNode visitAddSystemEntity(InspireBaseParser.AddSystemEntityContext context) {
    return new StatementNode.AddSystemEntity(
        build.name(context.name),
        Optional.ofNullable(context.tableColumn()).map(this::tableColumn),
        build.span(context));
  }

  @Override
  public StatementNode visitAddField(InspireBaseParser.AddFieldContext context) {
    Clauses clauses = clauses(context.clause());
    if (clauses.using().isPresent()) {
      build.refuse(
          clauses.using().get().span(),
          "using belongs to a change: a new field has no old value",
          "write backfill");
    }
    return new StatementNode.AddField(
        build.name(context.owner),
        fields.field(context.fieldDeclaration(), Place.ADDED_FIELD),
        clauses.backfill(),
        build.span(context));
  }

  // ------------------------------------------------------------------------------------------ drop

  @Override
  public StatementNode visitDropEntity(InspireBaseParser.DropEntityContext context) {
    return new StatementNode.DropEntity(build.name(context.name), build.span(context));
  }

  @Override
  public StatementNode visitDropEnum(InspireBaseParser.DropEnumContext context) {
    return new StatementNode.DropEnum(build.name(context.name), build.span(context));
  }

  @Override
  public StatementNode visitDropEnumValue(InspireBaseParser.DropEnumValueContext context) {
    return new StatementNode.DropEnumValue(
        build.path(context.dropped), replacement(context.replacement()), build.span(context));
  }

  @Override
  public StatementNode visitDropUnique(InspireBaseParser.DropUniqueContext context) {
    return new StatementNode.DropUnique(fieldList(context.fieldList()), build.span(context));
  }

  @Override
  public StatementNode visitDropIndex(InspireBaseParser.DropIndexContext context) {
    return new StatementNode.DropIndex(fieldList(context.fieldList()), build.span(context));
  }

  @Override
  public StatementNode visitDropKey(InspireBaseParser.DropKeyContext context) {
    return new StatementNode.DropKey(build.name(context.name), build.span(context));
  }

  @Override
  public StatementNode visitDropField(InspireBaseParser.DropFieldContext context) {
    return new StatementNode.DropField(build.path(context.path()), build.span(context));
  }

  // ---------------------------------------------------------------------------------------- rename

  @Override
  public StatementNode visitRenameEntity(InspireBaseParser.RenameEntityContext context) {
    return new StatementNode.RenameEntity(
        build.name(context.from), build.name(context.to), build.span(context));
  }

  @Override
  public StatementNode visitRenameEnum(InspireBaseParser.RenameEnumContext context) {
    return new StatementNode.RenameEnum(
        build.name(context.from), build.name(context.to), build.span(context));
  }

  @Override
  public StatementNode visitRenameEnumValue(InspireBaseParser.RenameEnumValueContext context) {
    return new StatementNode.RenameEnumValue(
        build.path(context.fromPath), build.path(context.toPath), build.span(context));
  }

  @Override
  public StatementNode visitRenameField(InspireBaseParser.RenameFieldContext context) {
    return new StatementNode.RenameField(
        build.path(context.fromPath), build.path(context.toPath), build.span(context));
  }

  // ---------------------------------------------------------------------------------------- change

  @Override
  public StatementNode visitReorderEnum(InspireBaseParser.ReorderEnumContext context) {
    EnumDeclaration order =
        new EnumDeclaration(
            build.name(context.name),
            declarations.enumValues(context.enumBody()),
            build.span(context.ENUM().getSymbol(), context.getStop()));
    return new StatementNode.ReorderEnum(order, build.span(context));
  }

  @Override
  public StatementNode visitChangeField(InspireBaseParser.ChangeFieldContext context) {
    Name member = build.name(context.member);
    FieldDeclaration before = fields.side(member, context.before);
    FieldDeclaration after = fields.side(member, context.after);
    Clauses clauses = clauses(context.clause());
    return new StatementNode.ChangeField(
        build.name(context.owner),
        before,
        after,
        clauses.using(),
        clauses.backfill(),
        build.span(context));
  }

  // ------------------------------------------------------------------------------------------ data

  @Override
  public StatementNode visitUpdateRows(InspireBaseParser.UpdateRowsContext context) {
    List<Assignment> assignments =
        context.assignment().stream()
            .map(
                item ->
                    new Assignment(
                        build.name(item.field), values.value(item.value()), build.span(item)))
            .toList();
    Optional<Value.Sql> where = Optional.ofNullable(context.sqlText()).map(values::sql);
    return new StatementNode.UpdateRows(
        build.name(context.name), assignments, where, build.span(context));
  }

  @Override
  public StatementNode visitRunSql(InspireBaseParser.RunSqlContext context) {
    return new StatementNode.RunSql(values.sql(context.sqlText()), build.span(context));
  }

  // ----------------------------------------------------------------------------------------- parts

  /** What follows a field in a statement, each at most once. */
  record Clauses(Optional<Value> using, Optional<Value> backfill) {}

  private Clauses clauses(List<ClauseContext> contexts) {
    Optional<Value> using = Optional.empty();
    Optional<Value> backfill = Optional.empty();
    for (ClauseContext context : contexts) {
      Value value = values.value(context.value());
      boolean isUsing = context.keyword.getType() == InspireBaseParser.USING;
      if ((isUsing ? using : backfill).isPresent()) {
        build.refuse(
            build.span(context),
            "the statement has a second " + context.keyword.getText(),
            "keep one of them");
      } else if (isUsing && backfill.isPresent()) {
        build.refuse(build.span(context), "using stands before backfill", "write using first");
      }
      if (isUsing) {
        using = using.or(() -> Optional.of(value));
      } else {
        backfill = backfill.or(() -> Optional.of(value));
      }
    }
    return new Clauses(using, backfill);
  }

  private FieldList fieldList(FieldListContext context) {
    return new FieldList(
        build.name(context.name),
        build.names(context.identifier().subList(1, context.identifier().size())),
        build.span(context));
  }

  private TableColumn tableColumn(TableColumnContext context) {
    return new TableColumn(
        values.text(context.schema),
        values.text(context.table),
        values.text(context.column),
        fields.type(context.typeExpression()),
        build.span(context));
  }

  Replacement replacement(ReplacementContext context) {
    if (context instanceof InspireBaseParser.OtherValueContext other) {
      return new Replacement.Other(build.path(other.path()));
    }
    if (context instanceof InspireBaseParser.NoReplacementContext) {
      return new Replacement.None();
    }
    if (build.language() == Language.ANSWERS) {
      build.refuse(
          build.span(context), "[RESOLVE] is not an answer", "write a value of the enum, or none");
    }
    return new Replacement.Unresolved(build.span(context));
  }
}
