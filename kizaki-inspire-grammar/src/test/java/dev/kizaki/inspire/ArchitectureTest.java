package dev.kizaki.inspire;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass.Predicates;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * The borders of the module: {@code format -> ast -> source}, {@code parse -> antlr, ast, source}.
 */
@AnalyzeClasses(packages = "dev.kizaki.inspire", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String BASE = "dev.kizaki.inspire.";

  @ArchTest static final ArchRule sourceNeedsNothing = onlyNeeds("source");

  @ArchTest static final ArchRule treeNeedsOnlySource = onlyNeeds("ast", "source");

  @ArchTest
  static final ArchRule formatterNeedsOnlyTreeAndSource = onlyNeeds("format", "ast", "source");

  @ArchTest
  static final ArchRule antlrStaysInTheParser =
      noClasses()
          .that()
          .resideOutsideOfPackages(BASE + "parse", BASE + "antlr")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.antlr..", BASE + "antlr");

  @ArchTest
  static final ArchRule parserNeedsOnlyItsOwn =
      classes()
          .that()
          .resideInAPackage(BASE + "parse")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.antlr.v4.runtime..",
              BASE + "antlr",
              BASE + "ast",
              BASE + "source",
              BASE + "parse");

  @ArchTest
  static final ArchRule parserShowsTwoTypes =
      classes()
          .that()
          .resideInAPackage(BASE + "parse")
          .and(Predicates.simpleName("InspireParser").or(Predicates.simpleName("ParseResult")))
          .should()
          .bePublic();

  @ArchTest
  static final ArchRule parserHidesTheRest =
      classes()
          .that()
          .resideInAPackage(BASE + "parse")
          .and()
          .areTopLevelClasses()
          .and()
          .doNotHaveSimpleName("InspireParser")
          .and()
          .doNotHaveSimpleName("ParseResult")
          .should()
          .notBePublic();

  @ArchTest
  static final ArchRule noCycles = slices().matching(BASE + "(*)").should().beFreeOfCycles();

  private static ArchRule onlyNeeds(String name, String... others) {
    String[] allowed = new String[others.length + 2];
    allowed[0] = "java..";
    allowed[1] = BASE + name;
    for (int index = 0; index < others.length; index++) {
      allowed[index + 2] = BASE + others[index];
    }
    return classes()
        .that()
        .resideInAPackage(BASE + name)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed);
  }
}
