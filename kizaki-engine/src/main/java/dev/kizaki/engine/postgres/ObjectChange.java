package dev.kizaki.engine.postgres;

import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.ExpectedCatalog;
import dev.kizaki.engine.catalog.ObjectName;
import dev.kizaki.engine.sql.PlanStatementRef;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What a statement of a plan does to the objects that {@link ExpectedObjects} describes.
 *
 * @param cause the statement
 * @param subject the table, enum type or sequence that the statement is about, with its name before
 *     and after it; absent for a statement about rows or about the users' table
 * @param added the objects whose names exist only after the statement
 * @param removed the names that exist only before the statement
 * @param enumAfter the enum after a statement that keeps its name
 * @param rebuilt whether the statement creates the type of its enum again
 * @param names the names of the tables, columns, types and labels that the statement makes, changes
 *     or removes
 */
public record ObjectChange(
    PlanStatementRef cause,
    Optional<Subject> subject,
    List<CatalogObject> added,
    Set<ObjectName> removed,
    Optional<CatalogObject> enumAfter,
    boolean rebuilt,
    Set<String> names) {
  /**
   * The name of a table, of a type or of a sequence before and after a statement; each can be
   * absent.
   */
  public record Subject(Optional<String> before, Optional<String> after) {}

  public ObjectChange {
    Objects.requireNonNull(cause, "cause");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(enumAfter, "enumAfter");
    added = List.copyOf(added);
    removed = Set.copyOf(removed);
    names = Set.copyOf(names);
  }

  /** A copy for the same statement of another plan. */
  public ObjectChange withCause(PlanStatementRef other) {
    return new ObjectChange(other, subject, added, removed, enumAfter, rebuilt, names);
  }

  /** A copy with the JSON of defaults in the form in which PostgreSQL stores it. */
  public ObjectChange withJson(UnaryOperator<String> canonical) {
    return new ObjectChange(
        cause,
        subject,
        List.copyOf(ExpectedCatalog.of(added, Set.of()).withJson(canonical).objects().values()),
        removed,
        enumAfter,
        rebuilt,
        names);
  }
}
