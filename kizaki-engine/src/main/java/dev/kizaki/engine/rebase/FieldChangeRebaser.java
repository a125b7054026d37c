package dev.kizaki.engine.rebase;

import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.shape.DefaultRules;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.Fit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rebases {@code change}. The statement contains the whole field, before and after, and its meaning
 * is the attributes that differ. These are changed in the merged schema; all others stay as the
 * upstream branch left them.
 */
final class FieldChangeRebaser {
  private final RebaseContext context;

  FieldChangeRebaser(RebaseContext context) {
    this.context = context;
  }

  void rebase(ChangeField change) {
    ElementId element = context.after().field(change.entity(), change.after().name()).orElseThrow();
    if (!context.merged().has(element)) {
      context.askToRestore("changes it", List.of(element), List.of());
      return;
    }
    NameTranslator translator = context.translator();
    Field there = context.merged().fieldOf(element);
    Field wanted =
        translator
            .definition(change.entity(), change.after())
            .withName(there.name(), there.column());
    Field ours = there;
    Field theirs = there;
    List<Attribute> disputed = new ArrayList<>();
    for (Attribute attribute : Attribute.values()) {
      if (isDone(element, attribute, change)) {
        continue;
      }
      ours = attribute.copied(wanted, ours);
      if (isDisputed(element, attribute)) {
        disputed.add(attribute);
      } else {
        theirs = attribute.copied(wanted, theirs);
      }
    }
    if (!fits(ours)) {
      ours = Attribute.TYPE.copied(wanted, ours);
      disputed.add(Attribute.TYPE);
    }
    if (!fits(theirs)) {
      theirs = Attribute.DEFAULT.copied(there, theirs);
    }
    if (ours.equals(there)) {
      context.plan().leaveOut();
      return;
    }
    ChangeField statement = statement(element, there, ours, change, translator);
    if (!translator.missing().isEmpty()) {
      context.askToRestore(
          "uses it for %s".formatted(context.after().path(element)),
          translator.missing(),
          List.of(statement));
    } else if (!disputed.isEmpty()) {
      context.plan().asked().add(element);
      context
          .plan()
          .ask(
              question(element, disputed),
              List.of(statement),
              theirs.equals(there)
                  ? List.of()
                  : List.of(statement(element, there, theirs, change, translator)));
    } else {
      writeOrAskAboutSql(statement, change);
    }
  }

  /** Whether the default fits the type; each branch may have changed one of the two. */
  private boolean fits(Field field) {
    return field
        .defaultValue()
        .filter(
            value ->
                DefaultRules.fit(context.merged().shape(), field.type(), field.nullable(), value)
                    instanceof Fit.Mismatch)
        .isEmpty();
  }

  private void writeOrAskAboutSql(ChangeField statement, ChangeField change) {
    Optional<String> question =
        context
            .questionAboutSql(change.using())
            .or(() -> context.questionAboutSql(change.backfill()))
            .or(() -> change.back().flatMap(context::questionAboutSql))
            .or(() -> LostReferenceTargets.question(context, change.after()));
    if (question.isPresent()) {
      context.plan().ask(question.get(), List.of(statement), List.of());
    } else {
      context.plan().write(statement);
    }
  }

  /** Whether the statement does not change the attribute, or the merged schema agrees already. */
  private boolean isDone(ElementId element, Attribute attribute, ChangeField change) {
    BranchState before = context.before();
    boolean staysReference =
        change.before().reference().isPresent() && change.after().reference().isPresent();
    if (attribute.isOfReference() && !staysReference
        || attribute
            .of(before, element, change.before())
            .equals(attribute.of(before, element, change.after()))) {
      return true;
    }
    Object there = attribute.of(context.merged(), element, context.merged().fieldOf(element));
    boolean agreed =
        context.upstream().changed(element, attribute)
            && context.end().has(element)
            && attribute.of(context.end(), element, context.end().fieldOf(element)).equals(there);
    return agreed || attribute.of(context.after(), element, change.after()).equals(there);
  }

  private boolean isDisputed(ElementId element, Attribute attribute) {
    return context.upstream().changed(element, attribute)
        && !context.plan().asked().contains(element);
  }

  private ChangeField statement(
      ElementId element, Field there, Field after, ChangeField change, NameTranslator translator) {
    boolean newType = !Attribute.TYPE.copied(after, there).equals(there);
    return new ChangeField(
        context.merged().name(context.merged().owner(element)),
        there,
        after,
        newType ? translator.given(change.after(), change.using()) : Optional.empty(),
        translator.given(change.after(), change.backfill()),
        newType ? change.back() : Optional.empty());
  }

  private String question(ElementId element, List<Attribute> disputed) {
    return "%s changed the %s of %s, and so does this migration. Which one stays?"
        .formatted(
            context.upstream().lastMigrationChanging(element, disputed.get(0)),
            String.join(" and ", disputed.stream().map(Attribute::word).toList()),
            context.upstream().after().path(element));
  }
}
