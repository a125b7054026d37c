package dev.kizaki.command;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import java.util.Optional;

/** The arguments, a variable or the properties file cannot be used. The message is one sentence. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Null if the message has no code. */
  private final RefusalCode code;

  UsageException(String message) {
    super(message);
    this.code = null;
  }

  /** A value that the engine refuses before it does anything. */
  UsageException(Refusal refusal) {
    super(refusal.getMessage(), refusal);
    this.code = refusal.code().orElse(null);
  }

  /** The code of the engine's refusal. */
  Optional<String> code() {
    return Optional.ofNullable(code).map(RefusalCode::text);
  }
}
