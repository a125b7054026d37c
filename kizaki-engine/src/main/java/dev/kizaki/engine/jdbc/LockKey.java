package dev.kizaki.engine.jdbc;

import dev.kizaki.engine.hash.Sha256;
import java.nio.ByteBuffer;

/**
 * The advisory lock of the appliers of one schema. PostgreSQL keeps advisory locks per database, so
 * two schemas or two databases do not block each other.
 *
 * @param object the second part of the key, derived from the schema's name
 */
public record LockKey(int object) {
  /** The first part of the key: the letters "kiza". {@code pg_locks.classid} shows it. */
  public static final int SPACE = 0x6b697a61;

  public static LockKey of(String schema) {
    return new LockKey(ByteBuffer.wrap(Sha256.of(schema)).getInt());
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
