package dev.kizaki.engine.changelog;

import dev.kizaki.engine.hash.Sha256;

/** SHA-256 of a text, with CRLF read as LF: a checkout may change line ends. */
final class ContentHash {
  private ContentHash() {}

  static String of(String text) {
    return Sha256.hex(text.replace("\r\n", "\n"));
  }
}
