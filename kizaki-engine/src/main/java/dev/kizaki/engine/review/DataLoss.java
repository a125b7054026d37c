package dev.kizaki.engine.review;

import dev.kizaki.engine.plan.AddCheck;
import dev.kizaki.engine.plan.AddEntity;
import dev.kizaki.engine.plan.AddEnum;
import dev.kizaki.engine.plan.AddEnumValue;
import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.plan.AddObject;
import dev.kizaki.engine.plan.AddReference;
import dev.kizaki.engine.plan.AddSequence;
import dev.kizaki.engine.plan.AddSystemEntity;
import dev.kizaki.engine.plan.ChangeCheck;
import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.ChangeObject;
import dev.kizaki.engine.plan.ChangeReference;
import dev.kizaki.engine.plan.ChangeSequence;
import dev.kizaki.engine.plan.DropCheck;
import dev.kizaki.engine.plan.DropEntity;
import dev.kizaki.engine.plan.DropEnum;
import dev.kizaki.engine.plan.DropEnumValue;
import dev.kizaki.engine.plan.DropField;
import dev.kizaki.engine.plan.DropObject;
import dev.kizaki.engine.plan.DropReference;
import dev.kizaki.engine.plan.DropSequence;
import dev.kizaki.engine.plan.GroupStatement;
import dev.kizaki.engine.plan.GroupVisitor;
import dev.kizaki.engine.plan.PlanItem;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.plan.RenameDependent;
import dev.kizaki.engine.plan.RenameEntity;
import dev.kizaki.engine.plan.RenameEnum;
import dev.kizaki.engine.plan.RenameEnumValue;
import dev.kizaki.engine.plan.RenameField;
import dev.kizaki.engine.plan.RenameInDatabase;
import dev.kizaki.engine.plan.RenameObject;
import dev.kizaki.engine.plan.RenameSequence;
import dev.kizaki.engine.plan.ReorderEnum;
import dev.kizaki.engine.plan.RunSql;
import dev.kizaki.engine.plan.UpdateRows;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The sentence about what a statement deletes permanently. A statement with an open question has
 * none, because the answer decides. Statements over rows have none either: a person wrote them, and
 * they say what they do.
 *
 * <p>A cast of PostgreSQL that changes or refuses a value loses nothing, because a data check stops
 * the migration.
 *
 * <p>The class names each kind of statement, also those that lose nothing, so that a new kind does
 * not compile until somebody has decided what it loses.
 */
public final class DataLoss implements GroupVisitor<Optional<String>> {
  /** The beginning of each sentence. A comment that begins with it belongs to kizaki. */
  private static final String START = "Data loss: ";

  private static final DataLoss INSTANCE = new DataLoss();

  private DataLoss() {}

  /** The sentence about a statement; empty if it loses nothing or has an open question. */
  public static Optional<String> of(PlanStatement statement) {
    return statement.isOpen() ? Optional.empty() : statement.accept(INSTANCE);
  }

  /** Whether a comment is such a sentence, and so is written and removed by kizaki. */
  public static boolean isComment(String comment) {
    return comment.startsWith(START);
  }

  /**
   * The sentence about each item of a plan. A field that an earlier statement of the plan makes a
   * plain one, and that is computed by the same expression again, loses nothing; a choice has no
   * sentence.
   */
  public static List<Optional<String>> ofEach(List<? extends PlanItem> items) {
    return IntStream.range(0, items.size())
        .mapToObj(
            i ->
                items.get(i) instanceof PlanStatement statement
                        && !isComputedAgain(statement, items.subList(0, i))
                    ? of(statement)
                    : Optional.<String>empty())
        .toList();
  }

  private static boolean isComputedAgain(
      PlanStatement statement, List<? extends PlanItem> earlier) {
    return statement instanceof ChangeField change
        && change.after().isGenerated()
        && !change.before().isGenerated()
        && earlier.stream()
            .anyMatch(
                each ->
                    each instanceof ChangeField plain
                        && plain.entity().equals(change.entity())
                        && plain.before().equals(change.after())
                        && plain.after().equals(change.before()));
  }

  /** The lines with the sentence about each statement as the last comment above it. */
  public static List<PlanLine> commented(List<PlanLine> lines) {
    List<Optional<String>> losses = ofEach(lines.stream().map(PlanLine::item).toList());
    return IntStream.range(0, lines.size())
        .mapToObj(i -> commented(lines.get(i), losses.get(i)))
        .toList();
  }

  private static PlanLine commented(PlanLine line, Optional<String> loss) {
    List<String> above =
        Stream.concat(line.above().stream().filter(each -> !isComment(each)), loss.stream())
            .toList();
    return line.withComments(
        above,
        line.beside().filter(each -> !isComment(each)),
        line.below().stream().filter(each -> !isComment(each)).toList());
  }

  @Override
  public Optional<String> visitDropEntity(DropEntity statement) {
    return Optional.of(START + "all rows of %s are deleted.".formatted(statement.entity()));
  }

  @Override
  public Optional<String> visitDropField(DropField statement) {
    return Optional.of(
        START
            + "the values of %s.%s are deleted.".formatted(statement.entity(), statement.field()));
  }

  @Override
  public Optional<String> visitDropEnumValue(DropEnumValue statement) {
    return statement.replacement() instanceof DropEnumValue.Other
        ? Optional.of(
            START
                + "rows that hold %s.%s can no longer be told apart from the others."
                    .formatted(statement.enumName(), statement.value()))
        : Optional.empty();
  }

  @Override
  public Optional<String> visitChangeField(ChangeField statement) {
    if (statement.after().isGenerated() && !statement.before().isGenerated()) {
      return Optional.of(
          START
              + "the values of %s.%s are deleted; PostgreSQL computes others."
                  .formatted(statement.entity(), statement.before().name()));
    }
    Optional<PlanValue> using = statement.using();
    return using.map(
        value ->
            START
                + "the old values of %s.%s are replaced by what `using` gives."
                    .formatted(statement.entity(), statement.before().name()));
  }

  @Override
  public Optional<String> visitGroup(GroupStatement statement) {
    return Optional.empty();
  }

  @Override
  public Optional<String> visitAddCheck(AddCheck statement) {
    return Optional.empty();
  }

  @Override
  public Optional<String> visitAddReference(AddReference statement) {
    return Optional.empty();
  }

  @Override
  public Optional<String> visitChangeCheck(ChangeCheck statement) {
    return Optional.empty();
  }

  @Override
  public Optional<String> visitDropReference(DropReference statement) {
    return Optional.empty();
  }

  @Override
  public Optional<String> visitDropCheck(DropCheck statement) {
    return Optional.empty();
  }

  @Override
  public Optional<String> visitChangeReference(ChangeReference statement) {
    return Optional.empty();
  }

  @Override
  public Optional<String> visitAddEntity(AddEntity statement) {
    return Optional.empty();
  }

  @Override
  public Optional<String> visitAddField(AddField statement) {
    return Optional.empty();
  }

  @Override
  public Optional<String> visitAddEnum(AddEnum statement) {
    return Optional.empty();
  }

  @Override
  public Optional<String> visitAddEnumValue(AddEnumValue statement) {
    return Optional.empty();
  }

  @Override
  public Optional<String> visitAddSystemEntity(AddSystemEntity statement) {
    return Optional.empty();
  }

  @Override
  public Optional<String> visitDropSequence(DropSequence statement) {
    return Optional.of(START + "the position of %s is lost.".formatted(statement.name()));
  }

  @Override
  public Optional<String> visitAddObject(AddObject statement) {
    return Optional.empty();
  }

  @Override
  public Optional<String> visitChangeObject(ChangeObject statement) {
    return Optional.empty();
  }

  @Override
  public Optional<String> visitDropObject(DropObject statement) {
    return Optional.empty();
  }

  @Override
  public Optional<String> visitRenameObject(RenameObject statement) {
    return Optional.empty();
  }

  @Override
  public Optional<String> visitAddSequence(AddSequence statement) {
    return Optional.empty();
  }

  @Override
  public Optional<String> visitChangeSequence(ChangeSequence statement) {
    return Optional.empty();
  }

  @Override
  public Optional<String> visitRenameSequence(RenameSequence statement) {
    return Optional.empty();
  }

  /** No field has the enum any more. */
  @Override
  public Optional<String> visitDropEnum(DropEnum statement) {
    return Optional.empty();
  }

  @Override
  public Optional<String> visitRenameEntity(RenameEntity statement) {
    return Optional.empty();
  }

  @Override
  public Optional<String> visitRenameField(RenameField statement) {
    return Optional.empty();
  }

  @Override
  public Optional<String> visitRenameEnum(RenameEnum statement) {
    return Optional.empty();
  }

  @Override
  public Optional<String> visitRenameInDatabase(RenameInDatabase statement) {
    return Optional.empty();
  }

  @Override
  public Optional<String> visitRenameEnumValue(RenameEnumValue statement) {
    return Optional.empty();
  }

  @Override
  public Optional<String> visitRenameDependent(RenameDependent statement) {
    return Optional.empty();
  }

  @Override
  public Optional<String> visitReorderEnum(ReorderEnum statement) {
    return Optional.empty();
  }

  @Override
  public Optional<String> visitUpdateRows(UpdateRows statement) {
    return Optional.empty();
  }

  @Override
  public Optional<String> visitRunSql(RunSql statement) {
    return Optional.empty();
  }
}
