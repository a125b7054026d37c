package dev.kizaki.engine.embedded;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Writes tar archives for tests, good and bad ones. */
final class TarBytes {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  TarBytes directory(String name) {
    return entry('5', name, "", 0755, "");
  }

  TarBytes file(String name, int mode, String content) {
    return entry('0', name, "", mode, content);
  }

  TarBytes link(String name, String target) {
    return entry('2', name, target, 0777, "");
  }

  TarBytes entry(char type, String name, String link, int mode, String content) {
    byte[] body = content.getBytes(StandardCharsets.UTF_8);
    byte[] header = new byte[512];
    put(header, 0, name);
    put(header, 100, String.format("%07o", mode));
    put(header, 124, String.format("%011o", body.length));
    put(header, 148, "        ");
    header[156] = (byte) type;
    put(header, 157, link);
    put(header, 257, "ustar");
    put(header, 263, "00");
    int sum = 0;
    for (byte each : header) {
      sum += each & 0xff;
    }
    put(header, 148, String.format("%06o", sum));
    header[154] = 0;
    bytes.writeBytes(header);
    bytes.writeBytes(body);
    bytes.writeBytes(new byte[Math.floorMod(-body.length, 512)]);
    return this;
  }

  /** A pax header with one record. */
  TarBytes pax(String keyword, String value) {
    String record = " " + keyword + "=" + value + "\n";
    int length = record.getBytes(StandardCharsets.UTF_8).length;
    int total = length + String.valueOf(length).length();
    total = length + String.valueOf(total).length();
    return entry('x', "pax", "", 0644, total + record);
  }

  byte[] withoutEnd() {
    return bytes.toByteArray();
  }

  InputStream finished() {
    bytes.writeBytes(new byte[1024]);
    return new ByteArrayInputStream(bytes.toByteArray());
  }

  private static void put(byte[] header, int offset, String text) {
    byte[] field = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(field, 0, header, offset, field.length);
  }
}
