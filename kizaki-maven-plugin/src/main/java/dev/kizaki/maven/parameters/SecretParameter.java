package dev.kizaki.maven.parameters;

import dev.kizaki.engine.api.Secret;
import java.util.Optional;

/**
 * A parameter that may contain a password. With {@code -X}, Maven prints each parameter by its
 * {@code toString}, which is {@code ***} here. {@link SecretConfigurator} creates it from the text,
 * because Maven's own configurator prints the text.
 */
public final class SecretParameter {
  private final Optional<Secret> secret;

  /** A parameter that is not set. */
  public SecretParameter() {
    secret = Optional.empty();
  }

  /** A parameter with this text. */
  public SecretParameter(String text) {
    secret = Optional.of(new Secret(text));
  }

  /** The text, in a type that is never printed; absent if the parameter is not set. */
  public Optional<Secret> secret() {
    return secret;
  }

  @Override
  public String toString() {
    return "***";
  }
}
