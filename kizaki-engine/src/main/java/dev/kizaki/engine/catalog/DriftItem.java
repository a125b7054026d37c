package dev.kizaki.engine.catalog;

import java.util.List;
import java.util.stream.Collectors;

/** A difference between a database and what its migrations created. */
public sealed interface DriftItem {
  /** The object that differs. */
  ObjectName name();

  /** The kind of difference in one word, for machines. */
  String word();

  /** The difference as one line of a report. */
  String text();

  /** The migrations created the object, but it does not exist. */
  record Missing(CatalogObject expected) implements DriftItem {
    @Override
    public ObjectName name() {
      return expected.name();
    }

    @Override
    public String word() {
      return "missing";
    }

    @Override
    public String text() {
      return "%s is missing".formatted(name().text());
    }
  }

  /**
   * The object exists, but some properties differ.
   *
   * @param properties the properties that differ; at least one
   */
  record Changed(CatalogObject expected, CatalogObject found, List<Property> properties)
      implements DriftItem {
    public Changed {
      properties = List.copyOf(properties);
    }

    @Override
    public ObjectName name() {
      return expected.name();
    }

    @Override
    public String word() {
      return "changed";
    }

    @Override
    public String text() {
      return "%s was changed: %s".formatted(name().text(), differences());
    }

    /** The properties with both values: {@code type text instead of integer}. */
    public String differences() {
      return properties.stream()
          .map(each -> each.difference(expected.values(each), found.values(each)))
          .collect(Collectors.joining("; "));
    }
  }

  /** No migration created the object, and it affects which rows a table of the schema can hold. */
  record Added(CatalogObject found) implements DriftItem {
    @Override
    public ObjectName name() {
      return found.name();
    }

    @Override
    public String word() {
      return "added";
    }

    @Override
    public String text() {
      return "%s was added by hand".formatted(name().text());
    }
  }
}
