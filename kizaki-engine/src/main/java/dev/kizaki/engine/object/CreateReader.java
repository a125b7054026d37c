package dev.kizaki.engine.object;

import java.util.List;
import java.util.Optional;

/** Reads what a {@code create} command makes. */
final class CreateReader {
  private final Cursor cursor;

  private CreateReader(Cursor cursor) {
    this.cursor = cursor;
  }

  /**
   * @param cursor after {@code create}
   * @throws Cursor.ProblemException if it makes nothing that is for objects
   */
  static MadeObject read(Cursor cursor) {
    return new CreateReader(cursor).read();
  }

  private MadeObject read() {
    cursor.accept("or", "replace");
    refuseTemporary();
    if (cursor.accept("recursive", "view") || cursor.accept("view")) {
      return plain(ObjectKind.VIEW);
    }
    if (cursor.accept("materialized", "view")) {
      return plain(ObjectKind.MATERIALIZED_VIEW);
    }
    if (cursor.accept("function")) {
      return routine(ObjectKind.FUNCTION);
    }
    if (cursor.accept("procedure")) {
      return routine(ObjectKind.PROCEDURE);
    }
    if (cursor.accept("aggregate")) {
      return aggregate();
    }
    if (cursor.accept("constraint", "trigger")) {
      return trigger(ObjectKind.CONSTRAINT_TRIGGER);
    }
    if (cursor.accept("trigger")) {
      return trigger(ObjectKind.TRIGGER);
    }
    if (cursor.accept("event", "trigger")) {
      return plain(ObjectKind.EVENT_TRIGGER);
    }
    if (cursor.accept("rule")) {
      return rule();
    }
    if (cursor.accept("domain")) {
      return plain(ObjectKind.DOMAIN);
    }
    if (cursor.accept("type")) {
      return type();
    }
    return rarer();
  }

  private MadeObject rarer() {
    if (cursor.accept("cast")) {
      return cast();
    }
    if (cursor.accept("operator", "class")) {
      return operatorClass();
    }
    if (cursor.accept("operator", "family")) {
      String name = cursor.name();
      cursor.expect("using");
      return using(ObjectKind.OPERATOR_FAMILY, name, cursor.name());
    }
    if (cursor.accept("operator")) {
      return operator();
    }
    if (cursor.accept("collation")) {
      return plain(ObjectKind.COLLATION);
    }
    if (cursor.accept("text", "search", "configuration")) {
      return plain(ObjectKind.TEXT_SEARCH_CONFIGURATION);
    }
    if (cursor.accept("text", "search", "dictionary")) {
      return plain(ObjectKind.TEXT_SEARCH_DICTIONARY);
    }
    if (cursor.accept("text", "search", "parser")) {
      return plain(ObjectKind.TEXT_SEARCH_PARSER);
    }
    if (cursor.accept("text", "search", "template")) {
      return plain(ObjectKind.TEXT_SEARCH_TEMPLATE);
    }
    if (cursor.accept("statistics")) {
      return plain(ObjectKind.STATISTICS);
    }
    throw cursor.problem(NotForObjects.create(cursor));
  }

  private void refuseTemporary() {
    boolean isTemporary =
        cursor.sees("temp")
            || cursor.sees("temporary")
            || cursor.sees("local")
            || cursor.sees("global");
    if (isTemporary) {
      throw cursor.problem(
          "a temporary object ends with the session of the migration; leave out `%s`, or make it"
                  .formatted(cursor.nextWord())
              + " where the application needs it");
    }
  }

  private String newName() {
    if (cursor.sees("if", "not", "exists")) {
      throw cursor.problem(
          "leave out `if not exists`: an object is made by its text, or the migration is undone");
    }
    return cursor.name();
  }

  private MadeObject plain(ObjectKind kind) {
    String name = newName();
    return plain(kind, name, true);
  }

  private static MadeObject plain(ObjectKind kind, String name, boolean droppable) {
    return new MadeObject(kind, name, List.of(), Optional.empty(), SqlName.quoted(name), droppable);
  }

  private MadeObject routine(ObjectKind kind) {
    String name = newName();
    return routine(kind, name, Arguments.of(kind, cursor.brackets()));
  }

  private static MadeObject routine(ObjectKind kind, String name, List<String> arguments) {
    return new MadeObject(
        kind,
        name,
        arguments,
        Optional.empty(),
        "%s(%s)".formatted(SqlName.quoted(name), String.join(", ", arguments)),
        true);
  }

  private MadeObject aggregate() {
    String name = newName();
    List<Lexeme> arguments = cursor.brackets();
    if (!cursor.sees("(")) {
      throw cursor.problem(
          "write the types of the aggregate's arguments in brackets after its name:"
              + " `create aggregate name (type) (sfunc = …, stype = …)`");
    }
    return routine(ObjectKind.AGGREGATE, name, Arguments.ofAggregate(arguments));
  }

  private MadeObject trigger(ObjectKind kind) {
    String name = newName();
    cursor.until("on");
    cursor.expect("on");
    return on(kind, name, cursor.name());
  }

  private MadeObject rule() {
    String name = newName();
    cursor.until("to");
    cursor.expect("to");
    return on(ObjectKind.RULE, name, cursor.name());
  }

  private static MadeObject on(ObjectKind kind, String name, String table) {
    String signature = SqlName.quoted(name) + " on " + SqlName.quoted(table);
    return new MadeObject(kind, name, List.of(), Optional.of(table), signature, true);
  }

  private MadeObject type() {
    String name = newName();
    if (cursor.sees("as", "enum")) {
      throw cursor.problem(
          "declare an enum in the schema instead: `enum Name { A, B }`; kizaki plans its values");
    }
    boolean isRowOrRange = cursor.sees("as", "(") || cursor.sees("as", "range");
    return plain(ObjectKind.TYPE, name, isRowOrRange);
  }

  private MadeObject cast() {
    Cursor types = new Cursor(cursor.brackets());
    String from = Cursor.text(types.until("as"));
    types.expect("as");
    String to = Cursor.text(types.rest());
    return new MadeObject(
        ObjectKind.CAST,
        "",
        List.of(from, to),
        Optional.empty(),
        "(%s as %s)".formatted(from, to),
        true);
  }

  private MadeObject operator() {
    List<Lexeme> symbols = cursor.until("(");
    String name = Cursor.text(symbols);
    if (symbols.isEmpty() || !symbols.stream().allMatch(Lexeme::isSymbol)) {
      throw cursor.problem("write the operator without a schema: `create operator + (…)`");
    }
    String left = "none";
    String right = "none";
    String commutator = "";
    boolean hasNegator = false;
    for (List<Lexeme> part : Cursor.parts(cursor.brackets())) {
      Cursor option = new Cursor(part);
      if (option.accept("leftarg", "=")) {
        left = Cursor.text(option.rest());
      } else if (option.accept("rightarg", "=")) {
        right = Cursor.text(option.rest());
      } else if (option.accept("commutator", "=")) {
        commutator = Cursor.text(option.rest());
      } else if (option.accept("negator", "=")) {
        hasNegator = true;
      }
    }
    // PostgreSQL makes a shell of another operator that is not there yet.
    boolean isOwnCommutator = commutator.isEmpty() || commutator.equals(name) && left.equals(right);
    return new MadeObject(
        ObjectKind.OPERATOR,
        name,
        List.of(left, right),
        Optional.empty(),
        "%s (%s, %s)".formatted(name, left, right),
        isOwnCommutator && !hasNegator);
  }

  private MadeObject operatorClass() {
    String name = newName();
    cursor.until("using");
    cursor.expect("using");
    String method = cursor.name();
    // Without a family PostgreSQL makes one with the same name, which the class belongs to.
    return using(
        cursor.sees("family") ? ObjectKind.OPERATOR_CLASS : ObjectKind.OPERATOR_FAMILY,
        name,
        method);
  }

  private static MadeObject using(ObjectKind kind, String name, String method) {
    String signature = SqlName.quoted(name) + " using " + SqlName.quoted(method);
    return new MadeObject(kind, name, List.of(), Optional.of(method), signature, true);
  }
}
