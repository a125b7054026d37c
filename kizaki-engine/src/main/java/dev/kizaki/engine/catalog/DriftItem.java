package dev.kizaki.engine.catalog;

import java.util.List;
import java.util.stream.Collectors;

/** A way in which a database is not what its migrations made. */
public sealed interface DriftItem {
  /** The object it is about. */
  ObjectName name();

  /** The kind of gap in one word, for machines. */
  String word();

  /** The gap as a line says it. */
  String text();

  /** The migrations made it, and it is gone. */
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
      return name().text() + " is missing";
    }
  }

  /**
   * It is there, and another.
   *
   * @param properties those that differ; at least one
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
      return name().text()
          + " was changed: "
          + properties.stream()
              .map(each -> each.difference(expected.values(each), found.values(each)))
              .collect(Collectors.joining("; "));
    }
  }

  /** No migration made it, and it decides which rows a table of ours can hold. */
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
      return name().text() + " was added by hand";
    }
  }
}
