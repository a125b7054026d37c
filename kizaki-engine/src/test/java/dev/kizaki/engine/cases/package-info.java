/**
 * One corpus of cases, two runners. A case is a file under {@code src/test/resources/cases}: two
 * schemas, the answers a person gave, and what is expected of it. {@link
 * dev.kizaki.engine.cases.CasesTest} holds every case to the plan without a database, {@link
 * dev.kizaki.engine.cases.CasesOnPostgresTest} to real servers. To add a case write a file with the
 * schemas and run {@code CasesTest} with {@code -Dkizaki.test.rewrite=true}; then read the diff.
 * Start with {@link dev.kizaki.engine.cases.CaseFile}.
 */
package dev.kizaki.engine.cases;
