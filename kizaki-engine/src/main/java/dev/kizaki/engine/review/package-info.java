/**
 * What a reviewer of a plan must know about a statement beyond its text: what it deletes for ever
 * ({@link dev.kizaki.engine.review.DataLoss}), and what it means for rows and running code ({@link
 * dev.kizaki.engine.review.StatementNotes}). The plan file, {@code plan}, {@code dry-run} and
 * {@code apply} say it in the same words.
 */
package dev.kizaki.engine.review;
