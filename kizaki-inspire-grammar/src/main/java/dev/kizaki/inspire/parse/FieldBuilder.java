package dev.kizaki.inspire.parse;

import dev.kizaki.inspire.antlr.InspireBaseParser;
import dev.kizaki.inspire.antlr.InspireBaseParser.AnnotationArgumentsContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.AnnotationContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.FieldDeclarationContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.FieldModifierContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.FieldShapeContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.TypeExpressionContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.TypeNameContext;
import dev.kizaki.inspire.ast.Annotation;
import dev.kizaki.inspire.ast.FieldDeclaration;
import dev.kizaki.inspire.ast.FieldPath;
import dev.kizaki.inspire.ast.Name;
import dev.kizaki.inspire.ast.TypeExpression;
import dev.kizaki.inspire.ast.TypeName;
import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.parse.AnnotationForm.Place;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.DiagnosticCode;
import dev.kizaki.inspire.source.SourceSpan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/** Builds fields, types and annotations. */
final class FieldBuilder {
  private static final Set<String> WITH_UNITS = Set.of("maxSize");

  private final Build build;
  private final ValueBuilder values;

  FieldBuilder(Build build, ValueBuilder values) {
    this.build = build;
    this.values = values;
  }

  /**
   * A field together with the annotations behind it that are about its entity: without commas
   * between the items the grammar cannot tell whose {@code @unique([a, b])} is.
   */
  record FieldAndRest(FieldDeclaration field, List<Annotation> aboutEntity) {}

  FieldDeclaration field(FieldDeclarationContext context, Place place) {
    return shape(build.name(context.name), context.fieldShape(), place).field();
  }

  FieldAndRest fieldInEntity(FieldDeclarationContext context) {
    return shape(build.name(context.name), context.fieldShape(), Place.ENTITY_FIELD);
  }

  /** One side of a change, as a field of that name. */
  FieldDeclaration side(Name name, FieldShapeContext context) {
    return shape(name, context, Place.CHANGED_FIELD).field();
  }

  private FieldAndRest shape(Name name, FieldShapeContext context, Place place) {
    TypeExpression type = type(context.typeExpression());
    List<Annotation> own = new ArrayList<>();
    List<Annotation> aboutEntity = new ArrayList<>();
    Optional<Value> defaultValue = Optional.empty();
    SourceSpan span = name.span().to(type.span());
    for (FieldModifierContext modifier : context.fieldModifier()) {
      if (modifier instanceof InspireBaseParser.FieldDefaultContext assigned) {
        Value value = values.value(assigned.value());
        defaultValue.ifPresent(first -> secondDefault(name, first, build.span(assigned)));
        defaultValue = defaultValue.or(() -> Optional.of(value));
        span = span.to(build.span(assigned));
        continue;
      }
      Optional<Annotation> annotation =
          annotation(((InspireBaseParser.FieldAnnotationContext) modifier).annotation());
      if (annotation.isPresent()) {
        if (place == Place.ENTITY_FIELD && AnnotationForm.isAboutEntity(annotation.get())) {
          check(annotation.get(), Place.ENTITY);
          aboutEntity.add(annotation.get());
        } else {
          check(annotation.get(), place);
          own.add(annotation.get());
          span = span.to(annotation.get().span());
        }
      }
    }
    checkOnce(own);
    return new FieldAndRest(new FieldDeclaration(name, type, own, defaultValue, span), aboutEntity);
  }

  /** The annotation; empty, with a diagnostic, where the language does not know it. */
  private Optional<Annotation> annotation(AnnotationContext context) {
    if (context instanceof InspireBaseParser.UnknownAnnotationContext unknown) {
      reportUnknown(unknown.name);
      return Optional.empty();
    }
    InspireBaseParser.KnownAnnotationContext known =
        (InspireBaseParser.KnownAnnotationContext) context;
    return Optional.of(annotation(known.name, known.annotationArguments(), build.span(known)));
  }

  /**
   * An annotation of the language.
   *
   * @param arguments null where there are no parentheses
   */
  Annotation annotation(Token word, AnnotationArgumentsContext arguments, SourceSpan span) {
    Name name = annotationName(word);
    if (arguments == null) {
      return new Annotation(name, List.of(), false, span);
    }
    List<Value> given =
        WITH_UNITS.contains(name.text())
            ? values.argumentsWithUnits(arguments.value())
            : values.values(arguments.value());
    return new Annotation(name, given, true, span);
  }

  void reportUnknown(Token word) {
    build.report(AnnotationForm.unknown(build.span(word), annotationName(word).text()));
  }

  void check(Annotation annotation, Place place) {
    AnnotationForm.check(annotation, place, build.language()).ifPresent(build::report);
  }

  TypeExpression type(TypeExpressionContext context) {
    List<TypeExpression.Suffix> suffixes =
        context.typeSuffix().stream()
            .map(
                suffix ->
                    suffix instanceof InspireBaseParser.NullableContext
                        ? TypeExpression.Suffix.NULLABLE
                        : TypeExpression.Suffix.ARRAY)
            .toList();
    return new TypeExpression(typeName(context.typeName()), suffixes, build.span(context));
  }

  /** The word behind the {@code @}. */
  Name annotationName(Token token) {
    return new Name(
        token.getText().substring(1),
        build.span(token.getStartIndex() + 1, token.getStopIndex() + 1));
  }

  private TypeName typeName(TypeNameContext context) {
    SourceSpan span = build.span(context);
    Name name = build.name(context.name);
    if (context.member != null) {
      return new TypeName.Referenced(new FieldPath(name, build.name(context.member), span), span);
    }
    List<Value> arguments = values.values(context.value());
    arguments.stream()
        .filter(argument -> !(argument instanceof Value.Number))
        .findFirst()
        .ifPresent(this::requireNumber);
    return new TypeName.Named(name, arguments, span);
  }

  private void requireNumber(Value argument) {
    build.refuse(
        argument.span(),
        "expected a number, found " + Expected.quote(argument.span().text()),
        "a type takes numbers, such as decimal(10, 2)");
  }

  private void secondDefault(Name field, Value first, SourceSpan second) {
    build.report(
        Diagnostic.error(
                build.language().syntaxCode(),
                second,
                "field '" + field.text() + "' has a second default")
            .withHint("keep one of them")
            .withRelated(first.span(), "the first default is here"));
  }

  private void checkOnce(List<Annotation> annotations) {
    Map<String, Annotation> seen = new HashMap<>();
    for (Annotation annotation : annotations) {
      Annotation first = seen.putIfAbsent(annotation.name().text(), annotation);
      if (first != null) {
        build.report(
            Diagnostic.error(
                    DiagnosticCode.MISPLACED_ANNOTATION,
                    annotation.span(),
                    "@" + annotation.name().text() + " stands twice on one field")
                .withHint("delete one of them")
                .withRelated(first.span(), "the first one is here"));
      }
    }
  }
}
