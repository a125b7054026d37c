package dev.kizaki.engine.object;

import dev.kizaki.engine.object.CommandEffect.Alters;
import dev.kizaki.engine.object.CommandEffect.Comments;
import dev.kizaki.engine.object.CommandEffect.Indexes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Reads the commands that belong to what earlier commands of the same text make: its comments,
 * changes, and the indexes of its materialized views.
 */
final class FollowUp {
  /** The longer words first: {@code operator class} before {@code operator}. */
  private static final List<ObjectKind> BY_LENGTH =
      Arrays.stream(ObjectKind.values())
          .sorted(Comparator.comparingInt(each -> -each.words().length))
          .toList();

  private final Cursor cursor;
  private final List<MadeObject> made;
  private final List<String> indexes;

  /**
   * @param cursor after the first word of the command
   * @param made what earlier commands make
   * @param indexes the names of the indexes that earlier commands make
   */
  FollowUp(Cursor cursor, List<MadeObject> made, List<String> indexes) {
    this.cursor = cursor;
    this.made = made;
    this.indexes = indexes;
  }

  /** Whether this command is a {@code create index}, after {@code create}. */
  static boolean isIndex(Cursor cursor) {
    return cursor.sees("index") || cursor.sees("unique", "index");
  }

  Indexes index() {
    cursor.accept("unique");
    cursor.expect("index");
    if (cursor.sees("concurrently")) {
      throw cursor.problem(
          "leave out `concurrently`: it cannot run in a transaction, and a new materialized view has"
              + " no readers yet");
    }
    if (cursor.sees("if", "not", "exists")) {
      throw cursor.problem("leave out `if not exists`: the index is made with its view");
    }
    if (cursor.sees("on")) {
      throw cursor.problem("give the index a name, so that it has the same one on every run");
    }
    String index = cursor.name();
    cursor.expect("on");
    cursor.accept("only");
    String table = cursor.name();
    return new Indexes(
        index,
        find(ObjectKind.MATERIALIZED_VIEW, table)
            .orElseThrow(
                () ->
                    cursor.problem(
                        "`create index` is for a materialized view that the same text makes; for a"
                            + " table write `@index` in its entity")));
  }

  Comments comment() {
    cursor.expect("on");
    List<Lexeme> target = cursor.until("is");
    cursor.expect("is");
    Cursor reader = new Cursor(target);
    if (target.isEmpty() || !isOurs(reader)) {
      throw cursor.problem(
          "`comment on %s` is for what the same text makes before it; a comment of a table is written in its entity"
              .formatted(Cursor.text(target)));
    }
    return new Comments(Cursor.text(target));
  }

  private boolean isOurs(Cursor target) {
    if (target.accept("index")) {
      return indexes.contains(target.name());
    }
    if (target.accept("column")) {
      String owner = target.ownerOfColumn();
      return made.stream()
          .anyMatch(
              each ->
                  each.name().equals(owner)
                      && !each.kind().isRoutine()
                      && !each.kind().isOnTable());
    }
    if (target.accept("constraint")) {
      target.name();
      target.expect("on");
      target.accept("domain");
      return find(ObjectKind.DOMAIN, target.name()).isPresent();
    }
    return subject(target).isPresent();
  }

  Alters alter() {
    Optional<MadeObject> subject = cursor.sees("table") ? triggerOfTable() : subject(cursor);
    if (subject.isEmpty()) {
      throw cursor.problem(
          "`alter` is for what the same text makes before it; write a change of anything else where it is declared");
    }
    if (cursor.accept("owner", "to")) {
      throw cursor.problem(NotForObjects.rights("`owner to`"));
    }
    if (cursor.sees("rename") || cursor.sees("set", "schema")) {
      throw cursor.problem(
          "make it with its name in the schema of the tables instead of changing the name later");
    }
    if (cursor.sees("depends") || cursor.sees("no", "depends")) {
      throw cursor.problem("leave out `depends on extension`: the object would go with it");
    }
    return new Alters(subject.get());
  }

  /** {@code alter table t enable always trigger x}. */
  private Optional<MadeObject> triggerOfTable() {
    cursor.accept("table");
    cursor.accept("only");
    String table = cursor.name();
    boolean isState = cursor.accept("enable") || cursor.accept("disable");
    cursor.accept("always");
    cursor.accept("replica");
    boolean isRule = cursor.sees("rule");
    if (!isState || !cursor.accept("trigger") && !cursor.accept("rule")) {
      return Optional.empty();
    }
    String name = cursor.name();
    return made.stream()
        .filter(each -> each.kind().isOnTable() && isRule == (each.kind() == ObjectKind.RULE))
        .filter(each -> each.name().equals(name) && each.on().equals(Optional.of(table)))
        .findFirst();
  }

  /** What the kind and the signature that follow name, if an earlier command makes it. */
  private Optional<MadeObject> subject(Cursor target) {
    List<ObjectKind> kinds = kinds(target);
    if (kinds.isEmpty()) {
      return Optional.empty();
    }
    ObjectKind kind = kinds.get(0);
    if (kind == ObjectKind.CAST || kind == ObjectKind.OPERATOR) {
      List<Lexeme> signature = new ArrayList<>(target.until("("));
      boolean hasTypes = target.sees("(");
      String text =
          Cursor.text(signature)
              + (signature.isEmpty() ? "" : " ")
              + (hasTypes ? "(" + Cursor.text(target.brackets()) + ")" : "");
      return made.stream()
          .filter(each -> kind == each.kind() && each.signature().equals(text))
          .findFirst();
    }
    String name = target.name();
    if (kinds.stream().anyMatch(ObjectKind::isRoutine)) {
      return routine(target, kinds, name);
    }
    if (kind.isOnTable()) {
      target.expect("on");
      String table = target.name();
      return made.stream()
          .filter(each -> kinds.contains(each.kind()) && each.name().equals(name))
          .filter(each -> each.on().equals(Optional.of(table)))
          .findFirst();
    }
    if (target.accept("using")) {
      target.name();
    }
    return made.stream()
        .filter(each -> kinds.contains(each.kind()) && each.name().equals(name))
        .findFirst();
  }

  private Optional<MadeObject> routine(Cursor target, List<ObjectKind> kinds, String name) {
    List<MadeObject> named =
        made.stream()
            .filter(each -> kinds.contains(each.kind()) && each.name().equals(name))
            .toList();
    if (!target.sees("(")) {
      return named.stream().findFirst();
    }
    List<Lexeme> arguments = target.brackets();
    return named.stream()
        .filter(
            each ->
                each.arguments()
                    .equals(
                        each.kind() == ObjectKind.AGGREGATE
                            ? Arguments.ofAggregate(arguments)
                            : Arguments.of(each.kind(), arguments)))
        .findFirst();
  }

  /** The kinds that the next words can name; none if they name no kind of object. */
  private static List<ObjectKind> kinds(Cursor target) {
    if (target.accept("routine")) {
      return List.of(ObjectKind.FUNCTION, ObjectKind.PROCEDURE, ObjectKind.AGGREGATE);
    }
    if (target.accept("trigger")) {
      return List.of(ObjectKind.TRIGGER, ObjectKind.CONSTRAINT_TRIGGER);
    }
    return BY_LENGTH.stream()
        .filter(each -> target.accept(each.words()))
        .findFirst()
        .map(List::of)
        .orElse(List.of());
  }

  private Optional<MadeObject> find(ObjectKind kind, String name) {
    return made.stream()
        .filter(each -> each.kind() == kind && each.name().equals(name))
        .findFirst();
  }
}
