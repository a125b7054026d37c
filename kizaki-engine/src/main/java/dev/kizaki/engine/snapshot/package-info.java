/**
 * A compiled shape as the text of {@code snapshot.json}, the same bytes on any machine. Start with
 * {@link dev.kizaki.engine.snapshot.SnapshotJson}.
 *
 * <pre>
 * Snapshot ─ SnapshotWriter ─→ text
 * text ─ JsonTreeReader ─→ JsonValue ─ SnapshotDecoder ─→ Snapshot, written again and compared
 * </pre>
 *
 * The package knows no plan, no SQL, no file, no clock and no user.
 */
package dev.kizaki.engine.snapshot;
