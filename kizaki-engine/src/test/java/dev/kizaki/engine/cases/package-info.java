/**
 * One set of cases with two runners. A case is a file under {@code src/test/resources/cases}: two
 * schemas, a person's answers, and the expected results. {@link dev.kizaki.engine.cases.CasesTest}
 * checks the plan of every case without a database; {@link
 * dev.kizaki.engine.cases.CasesOnPostgresTest} runs the cases on real servers.
 *
 * <p>To add a case, write a file with the schemas, run {@code CasesTest} with {@code
 * -Dkizaki.test.rewrite=true}, and read the difference. Start with {@link
 * dev.kizaki.engine.cases.CaseFile}.
 */
package dev.kizaki.engine.cases;
