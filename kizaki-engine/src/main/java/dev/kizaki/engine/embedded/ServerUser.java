package dev.kizaki.engine.embedded;

import java.util.Objects;

/**
 * A process that uses an embedded server.
 *
 * @param process its process id
 */
public record ServerUser(long process, ServerUse use) {
  public ServerUser {
    Objects.requireNonNull(use, "use");
  }

  /** Whether it is a user of this process. */
  public boolean isThisProcess() {
    return process == ProcessHandle.current().pid();
  }
}
