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
 * Bytes as text.
 *
 * @param source the text; where it is not UTF-8, one that is good for quoting only
 * @param problem where the bytes are not UTF-8 first
 */
record Utf8Text(SourceText source, Optional<Diagnostic> problem) {
  static Utf8Text of(String name, byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    // A char stands for one byte at least, so the buffer never overflows.
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(in, out, true);
    String sound = out.flip().toString();
    if (!result.isError()) {
      return new Utf8Text(SourceText.of(name, sound), Optional.empty());
    }
    SourceText source = SourceText.of(name, new String(bytes, StandardCharsets.UTF_8));
    int offset = SourceText.of(name, sound).text().length();
    String found = String.format("0x%02X", bytes[in.position()]);
    return new Utf8Text(
        source,
        Optional.of(
            Diagnostic.error(
                    DiagnosticCode.ENCODING,
                    source.span(offset, offset + 1),
                    "the file is not UTF-8: it holds the byte " + found + " here")
                .withHint("save the file as UTF-8")));
  }
}
