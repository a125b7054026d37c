package dev.kizaki.engine.catalog;

import java.util.Objects;

/**
 * A name of a PostgreSQL schema that an object holds, so that no other object of the same namespace
 * can have it.
 *
 * @param holder the object; an index belongs to its table, and the index of a constraint is the
 *     constraint
 */
public record HeldName(Namespace namespace, String name, ObjectName holder) {
  /** The two namespaces of a schema (PostgreSQL documentation, pg_class and pg_type). */
  public enum Namespace {
    /** Tables, indexes, sequences and views. */
    RELATION,
    /** Types. Each table has a type of its own name as well. */
    TYPE
  }

  public HeldName {
    Objects.requireNonNull(namespace, "namespace");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(holder, "holder");
  }
}
