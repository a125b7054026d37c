/**
 * A compiled shape as the text of {@code snapshot.json}, with the same bytes on every machine.
 * Start with {@link dev.kizaki.engine.snapshot.SnapshotJson}.
 *
 * <pre>
 * Snapshot ─ SnapshotWriter ─→ text
 * text ─ JsonTreeReader ─→ JsonValue ─ SnapshotDecoder ─→ Snapshot, written again and compared
 * </pre>
 *
 * The package knows no plan and no SQL, and uses no file, clock or user.
 */
package dev.kizaki.engine.snapshot;
