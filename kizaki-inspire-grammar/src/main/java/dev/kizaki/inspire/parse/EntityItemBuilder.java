package dev.kizaki.inspire.parse;

import dev.kizaki.inspire.antlr.InspireBaseParser;
import dev.kizaki.inspire.antlr.InspireBaseParser.EntityItemContext;
import dev.kizaki.inspire.ast.Annotation;
import dev.kizaki.inspire.ast.EntityAnnotation;
import dev.kizaki.inspire.ast.EntityItem;
import dev.kizaki.inspire.ast.Name;
import dev.kizaki.inspire.ast.RuntimeRule;
import dev.kizaki.inspire.parse.AnnotationForm.Place;
import dev.kizaki.inspire.parse.FieldBuilder.FieldAndEntityAnnotations;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;

/**
 * Builds the items of an entity's body. One item of the grammar can be several items of the tree,
 * because annotations after a field may belong to the entity.
 */
final class EntityItemBuilder extends ExhaustiveVisitor<List<EntityItem>> {
  private final AstContext ast;
  private final FieldBuilder fields;

  EntityItemBuilder(AstContext ast, FieldBuilder fields) {
    this.ast = ast;
    this.fields = fields;
  }

  List<EntityItem> items(List<EntityItemContext> contexts) {
    return contexts.stream()
        .filter(AstContext::isWhole)
        .flatMap(context -> visit(context).stream())
        .toList();
  }

  @Override
  public List<EntityItem> visitEntityField(InspireBaseParser.EntityFieldContext context) {
    FieldAndEntityAnnotations field = fields.fieldInEntity(context.fieldDeclaration());
    List<EntityItem> items = new ArrayList<>();
    items.add(field.field());
    field.aboutEntity().forEach(annotation -> items.add(entityAnnotation(annotation)));
    return items;
  }

  @Override
  public List<EntityItem> visitDetachedAnnotation(
      InspireBaseParser.DetachedAnnotationContext context) {
    Annotation annotation =
        fields.annotation(context.name, context.annotationArguments(), ast.span(context));
    fields.check(annotation, Place.ENTITY);
    return List.of(entityAnnotation(annotation));
  }

  @Override
  public List<EntityItem> visitDetachedUnknown(InspireBaseParser.DetachedUnknownContext context) {
    fields.reportUnknown(context.name);
    return List.of();
  }

  @Override
  public List<EntityItem> visitAccessRule(InspireBaseParser.AccessRuleContext context) {
    return rule(context.keyword, context);
  }

  @Override
  public List<EntityItem> visitExplanation(InspireBaseParser.ExplanationContext context) {
    return rule(context.keyword, context);
  }

  @Override
  public List<EntityItem> visitReaction(InspireBaseParser.ReactionContext context) {
    String kind = context.kind.getText();
    if (!kind.equals("trigger") && !kind.equals("effect")) {
      ast.refuse(
          ast.span(context.kind),
          "expected trigger or effect, found '%s'".formatted(kind),
          "write @on(insert) trigger %s".formatted(context.function.getText()));
    }
    return rule(context.keyword, context);
  }

  private static EntityAnnotation entityAnnotation(Annotation annotation) {
    return new EntityAnnotation(annotation, annotation.span());
  }

  private List<EntityItem> rule(Token keyword, EntityItemContext context) {
    Name name = fields.annotationName(keyword);
    if (ast.language() != Language.SCHEMA) {
      ast.report(AnnotationForm.notInPlan(name.text(), ast.span(context)));
    }
    return List.of(new RuntimeRule(name, ast.span(context)));
  }
}
