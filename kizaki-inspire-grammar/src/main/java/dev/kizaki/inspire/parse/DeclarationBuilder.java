package dev.kizaki.inspire.parse;

import dev.kizaki.inspire.antlr.InspireBaseBaseVisitor;
import dev.kizaki.inspire.antlr.InspireBaseParser;
import dev.kizaki.inspire.antlr.InspireBaseParser.DeclarationContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.EntityDeclarationContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.EntityItemContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.EnumBodyContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.EnumDeclarationContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.NamespaceItemContext;
import dev.kizaki.inspire.ast.Annotation;
import dev.kizaki.inspire.ast.Declaration;
import dev.kizaki.inspire.ast.EntityAnnotation;
import dev.kizaki.inspire.ast.EntityDeclaration;
import dev.kizaki.inspire.ast.EntityItem;
import dev.kizaki.inspire.ast.EnumDeclaration;
import dev.kizaki.inspire.ast.FieldDeclaration;
import dev.kizaki.inspire.ast.Name;
import dev.kizaki.inspire.ast.NamespaceDeclaration;
import dev.kizaki.inspire.ast.RuntimeDeclaration;
import dev.kizaki.inspire.ast.RuntimeRule;
import dev.kizaki.inspire.ast.TypeDeclaration;
import dev.kizaki.inspire.parse.AnnotationForm.Place;
import dev.kizaki.inspire.parse.FieldBuilder.FieldAndRest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/** Builds declarations. Items that hold an error have been reported and are left out. */
final class DeclarationBuilder extends InspireBaseBaseVisitor<Declaration> {
  private final Build build;
  private final FieldBuilder fields;

  DeclarationBuilder(Build build, FieldBuilder fields) {
    this.build = build;
    this.fields = fields;
  }

  List<Declaration> declarations(List<DeclarationContext> contexts) {
    return contexts.stream().filter(DeclarationBuilder::isWhole).map(this::visit).toList();
  }

  static boolean isWhole(ParserRuleContext context) {
    return context.exception == null;
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
  public Declaration visitEmbeddedType(InspireBaseParser.EmbeddedTypeContext context) {
    List<FieldDeclaration> members =
        context.typeBody().typeItem().stream()
            .filter(DeclarationBuilder::isWhole)
            .map(item -> fields.field(item.fieldDeclaration(), Place.TYPE_FIELD))
            .toList();
    return new TypeDeclaration(build.name(context.name), members, build.span(context));
  }

  @Override
  public Declaration visitNamespace(InspireBaseParser.NamespaceContext context) {
    Optional<Name> scopeField = Optional.empty();
    List<Name> entities = List.of();
    for (NamespaceItemContext item : context.namespaceBody().namespaceItem()) {
      if (item instanceof InspireBaseParser.NamespacePathContext path
          && isWhole(item)
          && path.key.getText().equals("scope")) {
        scopeField = Optional.of(build.name(path.identifier(path.identifier().size() - 1)));
      } else if (item instanceof InspireBaseParser.NamespaceNamesContext list
          && isWhole(item)
          && list.key.getText().equals("entities")) {
        entities = build.names(list.identifier().subList(1, list.identifier().size()));
      }
    }
    return new NamespaceDeclaration(
        build.name(context.name), scopeField, entities, build.span(context));
  }

  @Override
  public Declaration visitRuntimeBlock(InspireBaseParser.RuntimeBlockContext context) {
    return runtime(build.name(context.keyword), Optional.empty(), context);
  }

  @Override
  public Declaration visitRoutes(InspireBaseParser.RoutesContext context) {
    return runtime(build.name(context.keyword), Optional.empty(), context);
  }

  @Override
  public Declaration visitSchedule(InspireBaseParser.ScheduleContext context) {
    return runtime(build.name(context.keyword), Optional.of(build.name(context.name)), context);
  }

  @Override
  public Declaration visitSystemRole(InspireBaseParser.SystemRoleContext context) {
    return runtime(build.name(context.keyword), Optional.empty(), context);
  }

  @Override
  public Declaration visitValidationType(InspireBaseParser.ValidationTypeContext context) {
    return runtime(
        twoWords(context.keyword, context.TYPE().getSymbol()),
        Optional.of(build.name(context.name)),
        context);
  }

  @Override
  public Declaration visitDerivedValidationType(
      InspireBaseParser.DerivedValidationTypeContext context) {
    return runtime(
        twoWords(context.keyword, context.TYPE().getSymbol()),
        Optional.of(build.name(context.name)),
        context);
  }

  EntityDeclaration entity(EntityDeclarationContext context) {
    List<EntityItem> items = new ArrayList<>();
    for (EntityItemContext item : context.entityBody().entityItem()) {
      if (isWhole(item)) {
        addItem(item, items);
      }
    }
    return new EntityDeclaration(build.name(context.name), items, build.span(context));
  }

  EnumDeclaration enumeration(EnumDeclarationContext context) {
    return new EnumDeclaration(
        build.name(context.name), enumValues(context.enumBody()), build.span(context));
  }

  List<Name> enumValues(EnumBodyContext context) {
    return context.enumValue().stream()
        .filter(DeclarationBuilder::isWhole)
        .map(value -> build.name(value.identifier()))
        .toList();
  }

  private void addItem(EntityItemContext context, List<EntityItem> items) {
    if (context instanceof InspireBaseParser.EntityFieldContext field) {
      FieldAndRest whole = fields.fieldInEntity(field.fieldDeclaration());
      items.add(whole.field());
      whole.aboutEntity().forEach(annotation -> items.add(entityAnnotation(annotation)));
    } else if (context instanceof InspireBaseParser.DetachedAnnotationContext item) {
      Annotation annotation =
          fields.annotation(item.name, item.annotationArguments(), build.span(item));
      fields.check(annotation, Place.ENTITY);
      items.add(entityAnnotation(annotation));
    } else if (context instanceof InspireBaseParser.DetachedUnknownContext item) {
      fields.reportUnknown(item.name);
    } else if (context instanceof InspireBaseParser.AccessRuleContext rule) {
      addRule(rule.keyword, context, items);
    } else if (context instanceof InspireBaseParser.ExplanationContext rule) {
      addRule(rule.keyword, context, items);
    } else if (context instanceof InspireBaseParser.ReactionContext rule) {
      checkReaction(rule);
      addRule(rule.keyword, context, items);
    }
  }

  private static EntityAnnotation entityAnnotation(Annotation annotation) {
    return new EntityAnnotation(annotation, annotation.span());
  }

  private void addRule(Token keyword, EntityItemContext context, List<EntityItem> items) {
    Name name = fields.annotationName(keyword);
    if (build.language() != Language.SCHEMA) {
      build.report(AnnotationForm.notInPlan(name.text(), build.span(context)));
    }
    items.add(new RuntimeRule(name, build.span(context)));
  }

  private void checkReaction(InspireBaseParser.ReactionContext context) {
    String kind = context.kind.getText();
    if (!kind.equals("trigger") && !kind.equals("effect")) {
      build.refuse(
          build.span(context.kind),
          "expected trigger or effect, found '" + kind + "'",
          "write @on(insert) trigger " + context.function.getText());
    }
  }

  private RuntimeDeclaration runtime(
      Name keyword, Optional<Name> name, DeclarationContext context) {
    return new RuntimeDeclaration(keyword, name, build.span(context));
  }

  private Name twoWords(Token first, Token second) {
    return new Name(first.getText() + " " + second.getText(), build.span(first, second));
  }
}
