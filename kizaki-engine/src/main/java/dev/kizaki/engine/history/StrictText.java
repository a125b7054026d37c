package dev.kizaki.engine.history;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.text.RestoreAdvice;
import dev.kizaki.inspire.source.SourceText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;

/** Reads a file of the history, which must be a regular file in valid UTF-8. */
final class StrictText {
  private static final char REPLACEMENT = '\uFFFD';

  private StrictText() {}

  /**
   * @param name the file as messages print it
   * @throws Refusal when it is missing, not a regular file, or not UTF-8
   */
  static SourceText read(Path file, String name) {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!attributes.isRegularFile()) {
        throw new Refusal(
            RefusalCode.MIGRATION_FILE_SPECIAL,
            """
            %s is %s; a migration is read from regular files only.
            %s\
            """
                .formatted(
                    name,
                    attributes.isSymbolicLink() ? "a symbolic link" : "not a file",
                    RestoreAdvice.forFile(name)));
      }
      return SourceText.of(name, decode(Files.readAllBytes(file), name));
    } catch (NoSuchFileException e) {
      throw new Refusal(
          RefusalCode.MIGRATION_FILE_MISSING,
          name + " is missing.\n" + RestoreAdvice.forFile(name),
          e);
    } catch (IOException e) {
      throw new EnvironmentFailure(
          RefusalCode.HISTORY_UNREADABLE,
          "cannot read " + name + ": " + DirectoryErrorText.of(e),
          e);
    }
  }

  /**
   * @param name the file as messages print it
   * @throws Refusal when the bytes are not UTF-8
   */
  static String decode(byte[] bytes, String name) {
    // The fast way replaces what is not UTF-8, so a text without the replacement is exact.
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.indexOf(REPLACEMENT) < 0 ? text : decodeStrictly(bytes, name);
  }

  private static String decodeStrictly(byte[] bytes, String name) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    if (result.isError()) {
      throw new Refusal(
          RefusalCode.MIGRATION_FILE_ENCODING,
          String.format(
              Locale.ROOT,
              "%s: byte %d (0x%02X) is not UTF-8.\n%s",
              name,
              in.position() + 1,
              bytes[in.position()] & 0xff,
              RestoreAdvice.forFile(name)));
    }
    return out.flip().toString();
  }
}
