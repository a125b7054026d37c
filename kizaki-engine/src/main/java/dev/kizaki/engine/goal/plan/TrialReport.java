package dev.kizaki.engine.goal.plan;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.apply.TrialFailure;
import dev.kizaki.engine.apply.TrialResult;
import dev.kizaki.engine.compile.ObjectPlaces;
import dev.kizaki.engine.jdbc.ServerMessage;
import dev.kizaki.engine.object.ObjectScript;
import dev.kizaki.engine.plan.AddObject;
import dev.kizaki.engine.plan.ChangeObject;
import dev.kizaki.engine.plan.ObjectStatement;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.shape.SqlObject;
import dev.kizaki.inspire.source.SourceSpan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a trial found, as messages.
 *
 * @param target the shape that the plan leads to
 * @param places where the texts of the objects are
 * @param version that of the server, such as {@code 17.6}
 */
record TrialReport(TrialResult result, Shape target, ObjectPlaces places, String version) {
  /**
   * What PostgreSQL answers where it cannot replace an object by the new one:
   * invalid_table_definition of a view, invalid_function_definition, wrong_object_type.
   */
  private static final Set<String> IRREPLACEABLE = Set.of("42P16", "42P13", "42809");

  /** undefined_file: a library of a function. */
  private static final String NO_FILE = "58P01";

  private static final String UNDEFINED_OBJECT = "42704";

  /** Whether PostgreSQL cannot replace the object; it may be made anew. */
  static boolean isIrreplaceable(TrialFailure failure) {
    return failure.cause().statement() instanceof ChangeObject change
        && !change.madeAnew()
        && IRREPLACEABLE.contains(failure.message().state());
  }

  /** The name of the object that the statement is about. */
  static String object(TrialFailure failure) {
    return ((ObjectStatement) failure.cause().statement()).element().name();
  }

  /**
   * @throws Refusal when PostgreSQL refuses the SQL of an object
   */
  void refuseErrors() {
    List<TrialFailure> errors = causes().stream().filter(each -> lacking(each).isEmpty()).toList();
    if (errors.isEmpty()) {
      return;
    }
    Set<String> objects = errors.stream().map(TrialReport::object).collect(Collectors.toSet());
    throw new Refusal(
        RefusalCode.OBJECT_SQL,
        """
        PostgreSQL %s refuses the SQL of %s, so nothing was written:
        %s
        Correct it and run `mvn kizaki:plan` again. If only your database has what it needs, such \
        as a function of others, -Dkizaki.tryObjects=false plans without a trial.\
        """
            .formatted(
                version,
                objects.size() == 1
                    ? objects.iterator().next()
                    : "%d objects".formatted(objects.size()),
                errors.stream()
                    .flatMap(each -> lines(each).stream())
                    .collect(Collectors.joining("\n"))));
  }

  /** What could not be tried. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    for (TrialFailure each : causes()) {
      lacking(each)
          .ifPresent(
              reason ->
                  warnings.add(
                      "The SQL of %s was not tried: %s; PostgreSQL: %s."
                          .formatted(object(each), reason, sentence(each.message()))));
    }
    result
        .end()
        .ifPresent(
            end ->
                warnings.add(
                    "The plan was tried up to `%s`, which fails on a database without rows: %s."
                        .formatted(end.statement(), sentence(end.message()))));
    return warnings;
  }

  /** The failures that are not the consequence of another one. */
  private List<TrialFailure> causes() {
    Set<String> failed = new HashSet<>();
    List<TrialFailure> causes = new ArrayList<>();
    for (TrialFailure each : result.objects()) {
      if (!uses(each, failed::contains)) {
        causes.add(each);
      }
      failed.add(object(each));
    }
    return causes;
  }

  /** Why an error may be none in the database; empty if it is one everywhere. */
  private Optional<String> lacking(TrialFailure failure) {
    ServerMessage message = failure.message();
    boolean lacksLanguage =
        message.state().equals(UNDEFINED_OBJECT) && message.message().startsWith("language ");
    if (message.state().equals(NO_FILE) || lacksLanguage) {
      return Optional.of("the embedded server lacks what it needs");
    }
    Predicate<String> isExisting =
        name -> target.systemEntity(name).filter(any -> any.table().isPresent()).isPresent();
    return uses(failure, isExisting)
        ? Optional.of(
            "it uses a table that no migration makes, of which the trial has the key only")
        : Optional.empty();
  }

  /** Whether the object uses, directly or through others, something with such a name. */
  private boolean uses(TrialFailure failure, Predicate<String> condition) {
    return uses(object(failure), condition, new HashSet<>());
  }

  private boolean uses(String object, Predicate<String> condition, Set<String> seen) {
    List<String> used = target.object(object).map(SqlObject::uses).orElse(List.of());
    return used.stream()
        .filter(seen::add)
        .anyMatch(each -> condition.test(each) || uses(each, condition, seen));
  }

  private List<String> lines(TrialFailure failure) {
    ServerMessage message = failure.message();
    List<String> lines = new ArrayList<>();
    Optional<SourceSpan> place = place(failure);
    place.ifPresentOrElse(
        span -> {
          lines.add("%s: %s: %s".formatted(span.place(), object(failure), sentence(message)));
          span.quoted().lines().forEach(lines::add);
        },
        () -> lines.add("`%s`: %s".formatted(failure.statement(), sentence(message))));
    Stream.of(
            message.detail().map("  Detail: %s"::formatted),
            message.hint().map("  Hint: %s"::formatted),
            message.where().filter(any -> message.position() == 0).map("  Where: %s"::formatted))
        .flatMap(Optional::stream)
        .map(each -> each.strip().replaceAll("\\R", "\n    ").indent(2).stripTrailing())
        .forEach(lines::add);
    if (isIrreplaceable(failure)) {
      lines.add(
          "  Write `change object %s, made anew` in the plan, if PostgreSQL cannot replace it."
              .formatted(object(failure)));
    }
    return lines;
  }

  private static String sentence(ServerMessage message) {
    return message.state().isEmpty()
        ? message.line()
        : "%s (%s)".formatted(message.line(), message.state());
  }

  /** Where the error is in the schema; empty if it is not in the text of the object there. */
  private Optional<SourceSpan> place(TrialFailure failure) {
    Optional<SqlObject> object =
        failure.cause().statement() instanceof AddObject add
            ? Optional.of(add.object())
            : failure.cause().statement() instanceof ChangeObject change
                ? target.object(change.name())
                : Optional.empty();
    if (object.isEmpty()) {
      return Optional.empty();
    }
    String text = object.get().create();
    OptionalInt offset =
        failure.sql().isEmpty()
            ? OptionalInt.of(0)
            : ObjectScript.of(text).offset(failure.sql(), failure.message().position());
    return offset.isPresent()
        ? places.create(object.get().name(), text, offset.getAsInt())
        : Optional.empty();
  }
}
