/** The goal plan: questions, answers, and the files that it writes. */
package dev.kizaki.engine.goal.plan;
