package dev.kizaki.engine.history;

import dev.kizaki.engine.hash.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The stream of tokens that a digest is calculated from.
 *
 * <p>A token is a letter for its kind, followed by its length, if it has one, and its content. All
 * numbers are big-endian. Therefore two different streams never have the same bytes. A text is
 * written as its UTF-16 units, because ill-formed texts have them too; it is not normalised.
 */
final class DigestTokens {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  /** {@code T}, the number of UTF-16 units in four bytes, the units. */
  void text(String text) {
    write(
        () -> {
          out.writeByte('T');
          out.writeInt(text.length());
          out.writeChars(text);
        });
  }

  /** {@code N}, four bytes. */
  void number(int number) {
    write(
        () -> {
          out.writeByte('N');
          out.writeInt(number);
        });
  }

  /** {@code B}, one byte. */
  void flag(boolean flag) {
    write(
        () -> {
          out.writeByte('B');
          out.writeBoolean(flag);
        });
  }

  /** {@code L}, the number of items in four bytes, the items. */
  <T> void list(Collection<T> items, Consumer<? super T> each) {
    write(
        () -> {
          out.writeByte('L');
          out.writeInt(items.size());
        });
    items.forEach(each);
  }

  /** A list of one item if the value is present, else an empty list. */
  <T> void optional(Optional<T> value, Consumer<? super T> each) {
    list(value.stream().toList(), each);
  }

  void texts(List<String> texts) {
    list(texts, this::text);
  }

  /** Appends tokens that {@link #bytes} of another stream has returned. */
  void encoded(byte[] tokens) {
    bytes.writeBytes(tokens);
  }

  /** All tokens so far. */
  byte[] bytes() {
    return bytes.toByteArray();
  }

  /** The digest of all tokens. */
  String sha256() {
    return Sha256.hex(bytes());
  }

  private static void write(Writing writing) {
    try {
      writing.run();
    } catch (IOException e) {
      throw new UncheckedIOException("hashing in memory failed", e);
    }
  }

  private interface Writing {
    void run() throws IOException;
  }
}
