/**
 * One corpus of cases, two runners. A case is a file under {@code src/test/resources/cases}: two
 * schemas, the user's answers, and the expectations. {@link dev.kizaki.engine.cases.CasesTest}
 * checks every case without a database, {@link dev.kizaki.engine.cases.CasesOnPostgresTest} on real
 * servers. To add a case, write a file with the schemas and run {@code CasesTest} with {@code
 * -Dkizaki.test.rewrite=true}; then read the diff. Start with {@link
 * dev.kizaki.engine.cases.CaseFile}.
 */
package dev.kizaki.engine.cases;
