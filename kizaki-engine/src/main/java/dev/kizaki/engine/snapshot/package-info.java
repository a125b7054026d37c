/**
 * Writes and reads {@code snapshot.json}: a shape as text, with the same bytes on any machine.
 * Start with {@link dev.kizaki.engine.snapshot.SnapshotJson}.
 *
 * <pre>
 * Snapshot ─ SnapshotWriter ─→ text
 * text ─ JsonTreeReader ─→ JsonValue ─ SnapshotDecoder ─→ Snapshot, written again and compared
 * </pre>
 *
 * The package does not depend on plans, SQL, files or the clock.
 */
package dev.kizaki.engine.snapshot;
