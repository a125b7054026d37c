package dev.kizaki.engine.embedded;

import java.util.Objects;

/**
 * What a client needs to know to connect to a server. Its text does not contain the password.
 *
 * @param port the port on 127.0.0.1
 */
public record ServerIdentity(int port, String password) {
  public ServerIdentity {
    Objects.requireNonNull(password, "password");
  }

  @Override
  public String toString() {
    return "port " + port;
  }
}
