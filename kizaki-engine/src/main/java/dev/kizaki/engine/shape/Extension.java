package dev.kizaki.engine.shape;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An extension of PostgreSQL that the schema needs.
 *
 * @param extension its name in the database
 */
public record Extension(String extension) implements SystemEntity {
  public Extension {
    Objects.requireNonNull(extension, "extension");
  }

  /** Its declaration: an extension can be called as an entity is. */
  @Override
  public String name() {
    return "extension " + extension;
  }

  @Override
  public Optional<ExistingTable> table() {
    return Optional.empty();
  }

  @Override
  public List<KeyColumn> key() {
    return List.of();
  }
}
