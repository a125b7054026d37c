package dev.kizaki.engine.catalog.read;

import dev.kizaki.engine.catalog.ObjectName;
import dev.kizaki.engine.catalog.ReferencedColumn;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;

/**
 * What adopting a schema has to know beyond its objects. No row of a table is read.
 *
 * @param schemaExists whether the schema exists and the role may use it
 * @param otherSchemas the number of tables in each other schema that has any, by name
 * @param forbidden the tables that the role may not read
 * @param flyway the table in which Flyway records its migrations
 * @param parents the tables that another one inherits from
 * @param comments of tables, columns and enums
 * @param needs the extensions, functions and types that the tables need, by table
 * @param usedKeys the columns whose sequence has used more than half of the numbers of their type
 * @param referenced the columns that foreign keys lead to, in the order of their tables
 */
public record AdoptionFacts(
    boolean schemaExists,
    SortedMap<String, Integer> otherSchemas,
    List<String> forbidden,
    Set<String> flyway,
    Set<String> parents,
    Map<ObjectName, String> comments,
    Map<String, List<Need>> needs,
    List<ObjectName> usedKeys,
    List<ReferencedColumn> referenced) {
  /**
   * Something that a table needs and that is no part of it.
   *
   * @param noun {@code extension}, {@code function} or {@code type}
   * @param name an extension's name; otherwise the name with its schema and, for a function, its
   *     arguments, in quotes where it needs them
   */
  public record Need(String noun, String name) {
    /** The noun of an extension. */
    public static final String EXTENSION = "extension";

    public boolean isExtension() {
      return noun.equals(EXTENSION);
    }
  }

  public AdoptionFacts {
    Objects.requireNonNull(otherSchemas, "otherSchemas");
    forbidden = List.copyOf(forbidden);
    flyway = Set.copyOf(flyway);
    parents = Set.copyOf(parents);
    comments = Map.copyOf(comments);
    needs = Map.copyOf(needs);
    usedKeys = List.copyOf(usedKeys);
    referenced = List.copyOf(referenced);
  }
}
