package dev.kizaki.engine.jdbc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The advisory lock of the appliers of one schema. PostgreSQL keeps advisory locks per database, so
 * two schemas or two databases do not block each other.
 *
 * @param object derived from the schema's name
 */
public record LockKey(int object) {
  /** The letters "kiza": what the lock is shown as in {@code pg_locks.classid}. */
  public static final int SPACE = 0x6b697a61;

  public static LockKey of(String schema) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(schema.getBytes(StandardCharsets.UTF_8));
      return new LockKey(ByteBuffer.wrap(hash).getInt());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The space as {@code pg_locks.classid} shows it. */
  public long unsignedSpace() {
    return Integer.toUnsignedLong(SPACE);
  }

  /** The object as {@code pg_locks.objid} shows it. */
  public long unsignedObject() {
    return Integer.toUnsignedLong(object);
  }
}
