package dev.kizaki.engine.api;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A goal refuses a request, for a reason that the user can correct. The message is one clear
 * sentence, or a list under one sentence, and it names the place, the cause and the next step.
 * Unless the method that throws it documents otherwise, nothing was changed.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Null in a refusal without a code. */
  private final RefusalCode code;

  private final String messageWithCode;

  public Refusal(RefusalCode code, String message) {
    this(code, message, null);
  }

  public Refusal(RefusalCode code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
    this.messageWithCode = code.in(message);
  }

  Refusal(String message, String messageWithCode) {
    super(message);
    this.code = null;
    this.messageWithCode = messageWithCode;
  }

  /**
   * A refusal without a code of its own, because its message lists errors that have codes.
   *
   * @param message the printed diagnostics
   */
  public static Refusal ofDiagnostics(String message) {
    return new Refusal(message, message);
  }

  /**
   * What is wrong at the same time, as one refusal: a single one stays as it is, and in the message
   * of several each has its own code.
   *
   * @param refusals at least one
   */
  public static Refusal ofAll(List<Refusal> refusals) {
    return refusals.size() == 1
        ? refusals.get(0)
        : new Refusal(
            joined(refusals, Refusal::getMessage), joined(refusals, Refusal::messageWithCode));
  }

  private static String joined(List<Refusal> refusals, Function<Refusal, String> text) {
    return refusals.stream().map(text).collect(Collectors.joining("\n\n"));
  }

  /**
   * The kind of refusal; absent if the message lists several. The message does not contain it: the
   * front end prints it.
   */
  public Optional<RefusalCode> code() {
    return Optional.ofNullable(code);
  }

  /**
   * The message as people see it: with the code at the end of its first line, or of the first line
   * of each part.
   */
  public String messageWithCode() {
    return messageWithCode;
  }

  /** The same refusal in other words; this one if they do not differ. */
  public Refusal withWords(UnaryOperator<String> words) {
    if (words.apply(getMessage()).equals(getMessage())) {
      return this;
    }
    Refusal other =
        code == null
            ? new Refusal(words.apply(getMessage()), words.apply(messageWithCode))
            : new Refusal(code, words.apply(getMessage()), this);
    other.setStackTrace(getStackTrace());
    return other;
  }

  /**
   * Throws a refusal if there is a reason for one.
   *
   * @param message the reason; absent for no refusal
   */
  public static void throwIf(RefusalCode code, Optional<String> message) {
    if (message.isPresent()) {
      throw new Refusal(code, message.get());
    }
  }

  /** Throws the refusal, if there is one. */
  public static void throwAny(Optional<Refusal> refusal) {
    if (refusal.isPresent()) {
      throw refusal.get();
    }
  }
}
