package dev.kizaki.engine.object;

import java.util.Locale;

/** The kinds of database objects that the text of an object in Inspire can make. */
public enum ObjectKind {
  VIEW(true),
  MATERIALIZED_VIEW(false),
  FUNCTION(true),
  PROCEDURE(true),
  AGGREGATE(true),
  TRIGGER(true),
  /** {@code create constraint trigger}; PostgreSQL cannot replace one. */
  CONSTRAINT_TRIGGER(false),
  EVENT_TRIGGER(false),
  RULE(true),
  DOMAIN(false),
  /** A composite, range or base type; an enum is declared in Inspire. */
  TYPE(false),
  CAST(false),
  OPERATOR(false),
  OPERATOR_CLASS(false),
  OPERATOR_FAMILY(false),
  COLLATION(false),
  TEXT_SEARCH_CONFIGURATION(false),
  TEXT_SEARCH_DICTIONARY(false),
  TEXT_SEARCH_PARSER(false),
  TEXT_SEARCH_TEMPLATE(false),
  STATISTICS(false);

  private final boolean replaceable;
  private final String word;
  private final String[] words;

  ObjectKind(boolean replaceable) {
    this.replaceable = replaceable;
    String name = name().toLowerCase(Locale.ROOT).replace('_', ' ');
    this.word = name.equals("constraint trigger") ? "trigger" : name;
    this.words = word.split(" ");
  }

  /** Whether PostgreSQL 14 has {@code create or replace} for it. */
  public boolean isReplaceable() {
    return replaceable;
  }

  /** The words that name it in {@code drop}, {@code comment on} and {@code alter}. */
  public String word() {
    return word;
  }

  String[] words() {
    return words;
  }

  /** Whether it is called with arguments, so that several can have the same name. */
  public boolean isRoutine() {
    return this == FUNCTION || this == PROCEDURE || this == AGGREGATE;
  }

  /** Whether it belongs to a table or view and is named within that. */
  public boolean isOnTable() {
    return this == TRIGGER || this == CONSTRAINT_TRIGGER || this == RULE;
  }
}
