package dev.kizaki.command;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the command line may touch. */
@AnalyzeClasses(packages = "dev.kizaki.command", importOptions = DoNotIncludeTests.class)
class CommandBordersTest {
  @ArchTest
  static final ArchRule COMMAND_LINE_KNOWS_ONLY_THE_ENGINES_DOOR =
      classes()
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  "dev.kizaki.command",
                  "dev.kizaki.engine",
                  "dev.kizaki.engine.api",
                  "dev.kizaki.engine.connection",
                  "dev.kizaki.engine.parameter",
                  "dev.kizaki.inspire.source",
                  "com.fasterxml.jackson.core",
                  "java.io",
                  "java.lang..",
                  "java.nio..",
                  "java.time",
                  "java.util.."));

  @ArchTest
  static final ArchRule ONLY_MAIN_ENDS_THE_JVM =
      noClasses()
          .that()
          .doNotBelongToAnyOf(Main.class)
          .should()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(System.class, "getenv")
          .orShould()
          .accessField(System.class, "out");

  @ArchTest
  static final ArchRule NO_STATIC_STATE = noFields().that().areStatic().should().notBeFinal();
}
