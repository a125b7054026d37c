package dev.kizaki.maven.parameters;

import dev.kizaki.engine.api.Secret;
import java.util.Optional;

/**
 * A parameter that may hold a password. Under {@code -X} Maven prints each parameter by its {@code
 * toString}, which is {@code ***} here; {@link SecretConfigurator} makes it from the text, because
 * Maven's own way to do that prints the text.
 */
public final class SecretParameter {
  private final Optional<Secret> secret;

  /** One that is not set. */
  public SecretParameter() {
    secret = Optional.empty();
  }

  /** One with this text. */
  public SecretParameter(String text) {
    secret = Optional.of(new Secret(text));
  }

  /** The text, wrapped so that it is not printed by mistake; absent when it is not set. */
  public Optional<Secret> secret() {
    return secret;
  }

  @Override
  public String toString() {
    return "***";
  }
}
