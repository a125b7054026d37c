/**
 * What becomes of a draft, the latest migration while no database has applied it, when the schema
 * moves on or a person edits its plan: answers, hand-written statements and comments are kept as
 * long as they make sense, and what is not kept is named. Start with {@link
 * dev.kizaki.engine.draft.Planning}. No files, no database; nothing here knows whether the draft
 * may be rewritten at all.
 */
package dev.kizaki.engine.draft;
