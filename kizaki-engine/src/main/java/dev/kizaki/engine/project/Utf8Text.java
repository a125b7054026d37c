package dev.kizaki.engine.project;

import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.DiagnosticCode;
import dev.kizaki.inspire.source.SourceText;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The text of a file that must be UTF-8.
 *
 * @param source the text; if the bytes are not UTF-8, use it only to quote it in messages
 * @param problem the first position where the bytes are not UTF-8
 */
record Utf8Text(SourceText source, Optional<Diagnostic> problem) {
  static Utf8Text of(String name, byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    // Each char comes from at least one byte, so the buffer cannot overflow.
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(in, out, true);
    String decoded = out.flip().toString();
    if (!result.isError()) {
      return new Utf8Text(SourceText.of(name, decoded), Optional.empty());
    }
    SourceText source = SourceText.of(name, new String(bytes, StandardCharsets.UTF_8));
    int offset = SourceText.of(name, decoded).text().length();
    String found = String.format("0x%02X", bytes[in.position()]);
    return new Utf8Text(
        source,
        Optional.of(
            Diagnostic.error(
                    DiagnosticCode.ENCODING,
                    source.span(offset, offset + 1),
                    "the file is not UTF-8: it holds the byte %s here".formatted(found))
                .withHint("save the file as UTF-8")));
  }
}
