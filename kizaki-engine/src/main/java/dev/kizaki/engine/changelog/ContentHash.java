package dev.kizaki.engine.changelog;

import dev.kizaki.engine.hash.Sha256;

/** SHA-256 of a text. CRLF counts as LF, because a checkout may change line breaks. */
final class ContentHash {
  private ContentHash() {}

  static String of(String text) {
    return Sha256.hex(text.replace("\r\n", "\n"));
  }
}
