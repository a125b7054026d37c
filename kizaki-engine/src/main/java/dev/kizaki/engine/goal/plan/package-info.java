/** The goal {@code plan}: its questions, the answers, and the files that it writes. */
package dev.kizaki.engine.goal.plan;
