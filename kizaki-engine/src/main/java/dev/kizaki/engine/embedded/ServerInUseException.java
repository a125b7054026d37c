package dev.kizaki.engine.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** An embedded server cannot be deleted or restarted, because processes use it. */
public final class ServerInUseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<ServerUser> users;

  ServerInUseException(Path home, List<ServerUser> users) {
    super(
        "The embedded database in %s is in use by process %s; end that process, then run again."
            .formatted(
                home,
                users.stream()
                    .map(ServerUser::process)
                    .distinct()
                    .sorted()
                    .map(String::valueOf)
                    .collect(Collectors.joining(", "))));
    this.users = List.copyOf(users);
  }

  /** The processes that use it; at least one. */
  public List<ServerUser> users() {
    return users;
  }
}
