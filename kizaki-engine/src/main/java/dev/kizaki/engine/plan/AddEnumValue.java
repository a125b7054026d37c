package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code add value TaskStatus.Doing before TaskStatus.Done}
 *
 * <p>ALTER TYPE … ADD VALUE, or a rebuild of the type if the migration uses the value.
 *
 * @param label the label in the database; absent if it is the value's name
 */
public record AddEnumValue(
    String enumName, String value, Optional<String> label, Optional<Position> position)
    implements EnumStatement {
  public AddEnumValue {
    Objects.requireNonNull(enumName, "enumName");
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(position, "position");
    String derived = value;
    label = label.filter(given -> !given.equals(derived));
  }

  /** A value whose label is its name. */
  public AddEnumValue(String enumName, String value, Optional<Position> position) {
    this(enumName, value, Optional.empty(), position);
  }

  /** The position of the value. Without a position it is added at the end. */
  public record Position(boolean before, String neighbour) {
    public Position {
      Objects.requireNonNull(neighbour, "neighbour");
    }
  }

  @Override
  public boolean isOpen() {
    return false;
  }

  @Override
  public Verb verb() {
    return Verb.ADD;
  }

  @Override
  public NamedElement element() {
    return SchemaElement.value(enumName, value);
  }

  @Override
  public Set<NamedElement> affected() {
    return Stream.concat(
            Stream.of(element()),
            position.stream().map(at -> SchemaElement.value(enumName, at.neighbour())))
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitAddEnumValue(this);
  }
}
