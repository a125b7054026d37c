package dev.kizaki.inspire.parse;

import dev.kizaki.inspire.antlr.InspireBaseParser;
import dev.kizaki.inspire.antlr.InspireBaseParser.DeclarationContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.EntityDeclarationContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.EnumBodyContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.EnumDeclarationContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.NamespaceItemContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.SequenceBodyContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.SequenceDeclarationContext;
import dev.kizaki.inspire.ast.Declaration;
import dev.kizaki.inspire.ast.EntityDeclaration;
import dev.kizaki.inspire.ast.EnumDeclaration;
import dev.kizaki.inspire.ast.EnumValue;
import dev.kizaki.inspire.ast.ExtensionDeclaration;
import dev.kizaki.inspire.ast.ExternalDeclaration;
import dev.kizaki.inspire.ast.FieldDeclaration;
import dev.kizaki.inspire.ast.Name;
import dev.kizaki.inspire.ast.NamespaceDeclaration;
import dev.kizaki.inspire.ast.RuntimeDeclaration;
import dev.kizaki.inspire.ast.SequenceDeclaration;
import dev.kizaki.inspire.ast.TableColumn;
import dev.kizaki.inspire.ast.TypeDeclaration;
import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.parse.AnnotationForm.Place;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/** Builds declarations. Items with a syntax error are reported elsewhere and left out. */
final class DeclarationBuilder extends ExhaustiveVisitor<Declaration> {
  private final AstContext ast;
  private final FieldBuilder fields;
  private final ValueBuilder values;
  private final EntityItemBuilder items;
  private final ObjectBuilder objects;

  DeclarationBuilder(AstContext ast, FieldBuilder fields, ValueBuilder values) {
    this.ast = ast;
    this.fields = fields;
    this.values = values;
    this.items = new EntityItemBuilder(ast, fields);
    this.objects = new ObjectBuilder(ast, values);
  }

  List<Declaration> declarations(List<DeclarationContext> contexts) {
    return contexts.stream().filter(AstContext::isWhole).map(this::visit).toList();
  }

  @Override
  public Declaration visitEntity(InspireBaseParser.EntityContext context) {
    return entity(context.entityDeclaration());
  }

  @Override
  public Declaration visitEnum(InspireBaseParser.EnumContext context) {
    return enumeration(context.enumDeclaration());
  }

  @Override
  public Declaration visitSequence(InspireBaseParser.SequenceContext context) {
    return sequence(context.sequenceDeclaration());
  }

  @Override
  public Declaration visitExternal(InspireBaseParser.ExternalContext context) {
    return external(context.externalDeclaration());
  }

  @Override
  public Declaration visitExtension(InspireBaseParser.ExtensionContext context) {
    return extension(context.extensionDeclaration());
  }

  @Override
  public Declaration visitObject(InspireBaseParser.ObjectContext context) {
    return objects.object(context.objectDeclaration());
  }

  @Override
  public Declaration visitEmbeddedType(InspireBaseParser.EmbeddedTypeContext context) {
    List<FieldDeclaration> members =
        context.typeBody().typeItem().stream()
            .filter(AstContext::isWhole)
            .map(item -> fields.field(item.fieldDeclaration(), Place.TYPE_FIELD))
            .toList();
    return new TypeDeclaration(ast.name(context.name), members, ast.span(context));
  }

  @Override
  public Declaration visitNamespace(InspireBaseParser.NamespaceContext context) {
    Optional<Name> scopeField = Optional.empty();
    List<Name> entities = List.of();
    for (NamespaceItemContext item : context.namespaceBody().namespaceItem()) {
      if (item instanceof InspireBaseParser.NamespacePathContext path
          && AstContext.isWhole(item)
          && path.key.getText().equals("scope")) {
        scopeField = Optional.of(ast.name(path.identifier(path.identifier().size() - 1)));
      } else if (item instanceof InspireBaseParser.NamespaceNamesContext list
          && AstContext.isWhole(item)
          && list.key.getText().equals("entities")) {
        entities = ast.names(list.identifier().subList(1, list.identifier().size()));
      }
    }
    return new NamespaceDeclaration(
        ast.name(context.name), scopeField, entities, ast.span(context));
  }

  @Override
  public Declaration visitRuntimeBlock(InspireBaseParser.RuntimeBlockContext context) {
    return runtime(ast.name(context.keyword), Optional.empty(), context);
  }

  @Override
  public Declaration visitRoutes(InspireBaseParser.RoutesContext context) {
    return runtime(ast.name(context.keyword), Optional.empty(), context);
  }

  @Override
  public Declaration visitSchedule(InspireBaseParser.ScheduleContext context) {
    return runtime(ast.name(context.keyword), Optional.of(ast.name(context.name)), context);
  }

  @Override
  public Declaration visitSystemRole(InspireBaseParser.SystemRoleContext context) {
    return runtime(ast.name(context.keyword), Optional.empty(), context);
  }

  @Override
  public Declaration visitValidationType(InspireBaseParser.ValidationTypeContext context) {
    return runtime(
        twoWords(context.keyword, context.TYPE().getSymbol()),
        Optional.of(ast.name(context.name)),
        context);
  }

  @Override
  public Declaration visitDerivedValidationType(
      InspireBaseParser.DerivedValidationTypeContext context) {
    return runtime(
        twoWords(context.keyword, context.TYPE().getSymbol()),
        Optional.of(ast.name(context.name)),
        context);
  }

  EntityDeclaration entity(EntityDeclarationContext context) {
    return new EntityDeclaration(
        ast.name(context.name),
        fields.annotations(context.annotation(), Place.ENTITY_HEAD),
        items.items(context.entityBody().entityItem()),
        ast.span(context));
  }

  EnumDeclaration enumeration(EnumDeclarationContext context) {
    return new EnumDeclaration(
        ast.name(context.name),
        fields.annotations(context.annotation(), Place.ENUM_HEAD),
        enumValues(context.enumBody(), Place.ENUM_VALUE),
        ast.span(context));
  }

  ExternalDeclaration external(InspireBaseParser.ExternalDeclarationContext context) {
    InspireBaseParser.TableColumnsContext several = context.tableColumns();
    if (several != null) {
      return new ExternalDeclaration(
          ast.name(context.name),
          values.text(several.schema),
          values.text(several.table),
          several.typedColumn().stream()
              .map(
                  each ->
                      new ExternalDeclaration.TypedColumn(
                          values.text(each.column), fields.type(each.typeExpression())))
              .toList(),
          ast.span(context));
    }
    return new ExternalDeclaration(
        ast.name(context.name),
        values.text(context.tableColumn().schema),
        values.text(context.tableColumn().table),
        List.of(
            new ExternalDeclaration.TypedColumn(
                values.text(context.tableColumn().column),
                fields.type(context.tableColumn().typeExpression()))),
        ast.span(context));
  }

  ObjectBuilder objects() {
    return objects;
  }

  ExtensionDeclaration extension(InspireBaseParser.ExtensionDeclarationContext context) {
    return new ExtensionDeclaration(
        context.name == null ? values.text(context.quoted).text() : ast.name(context.name).text(),
        ast.span(context));
  }

  TableColumn tableColumn(InspireBaseParser.TableColumnContext context) {
    return new TableColumn(
        values.text(context.schema),
        values.text(context.table),
        values.text(context.column),
        fields.type(context.typeExpression()),
        ast.span(context));
  }

  SequenceDeclaration sequence(SequenceDeclarationContext context) {
    return new SequenceDeclaration(
        ast.name(context.name),
        fields.annotations(context.annotation(), Place.SEQUENCE_HEAD),
        options(context.sequenceBody()),
        ast.span(context));
  }

  List<Value.Option> options(SequenceBodyContext context) {
    return context.sequenceItem().stream()
        .filter(AstContext::isWhole)
        .map(item -> values.option(item.option()))
        .toList();
  }

  List<EnumValue> enumValues(EnumBodyContext context, Place place) {
    return context.enumValue().stream()
        .filter(AstContext::isWhole)
        .map(
            value ->
                new EnumValue(
                    ast.name(value.name),
                    fields.valueAnnotations(value.valueAnnotation(), place),
                    ast.span(value)))
        .toList();
  }

  private RuntimeDeclaration runtime(
      Name keyword, Optional<Name> name, DeclarationContext context) {
    return new RuntimeDeclaration(keyword, name, ast.span(context));
  }

  private Name twoWords(Token first, Token second) {
    return new Name(first.getText() + " " + second.getText(), ast.span(first, second));
  }
}
