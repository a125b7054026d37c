package dev.kizaki.engine;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The borders that ARCHITECTURE.md draws. */
@AnalyzeClasses(
    packages = "dev.kizaki.engine",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "dev.kizaki.engine";

  /** What is a function of its arguments alone. */
  private static final String[] PURE = {
    ROOT + ".shape..",
    ROOT + ".compile..",
    ROOT + ".snapshot..",
    ROOT + ".diff..",
    ROOT + ".plan..",
    ROOT + ".graph..",
    ROOT + ".planner..",
    ROOT + ".replay..",
    ROOT + ".proof..",
    ROOT + ".draft..",
    ROOT + ".rebase..",
    ROOT + ".sql..",
    ROOT + ".catalog..",
    ROOT + ".changelog..",
    ROOT + ".postgres.."
  };

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule PURE_PACKAGES_TOUCH_NO_FILES_OR_DATABASES =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("java.nio.file..", "java.sql..", "org.postgresql..")
                  .or(nameMatching("java\\.io\\.(File|FileInputStream|FileOutputStream)")));

  @ArchTest
  static final ArchRule PURE_PACKAGES_KNOW_NO_CLOCK_CHANCE_OR_USER =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .dependOnClassesThat(
              nameMatching(
                  "java\\.time\\.Clock|java\\.util\\.(Random|TimeZone)"
                      + "|java\\.security\\.SecureRandom|java\\.util\\.concurrent\\.ThreadLocalRandom"))
          .orShould()
          .callMethod(System.class, "getProperty", String.class)
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(java.time.Instant.class, "now");

  @ArchTest
  static final ArchRule SHAPE_NEEDS_NOTHING_OF_OURS =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".shape..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.kizaki..").and(resideOutsideOfPackage(ROOT + ".shape..")));

  /** A command names the statement that it serves. */
  @ArchTest
  static final ArchRule SQL_NEEDS_PLAN_STATEMENTS_ALONE =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".sql..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.kizaki..")
                  .and(resideOutsideOfPackages(ROOT + ".sql..", ROOT + ".plan")));

  @ArchTest
  static final ArchRule CATALOGS_ARE_COMPARED_WITHOUT_KNOWING_WHERE_THEY_COME_FROM =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".catalog..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.kizaki..")
                  .and(
                      resideOutsideOfPackages(
                          ROOT + ".catalog..", ROOT + ".sql..", "dev.kizaki.inspire.source..")));

  @ArchTest
  static final ArchRule FACTS_KNOW_NO_INTENT =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".diff..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ROOT + ".plan..", ROOT + ".planner..", ROOT + ".postgres..");

  @ArchTest
  static final ArchRule JDBC_RUNS_COMMANDS_AND_KNOWS_NOT_HOW_THEY_ARE_MADE =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".jdbc..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.kizaki.inspire.ast..",
              "dev.kizaki.inspire.format..",
              "dev.kizaki.inspire.parse..",
              ROOT + ".shape..",
              ROOT + ".plan..",
              ROOT + ".planner..",
              ROOT + ".postgres..",
              ROOT + ".changelog.generator..",
              ROOT + ".diff..");

  @ArchTest
  static final ArchRule DATABASES_ARE_SPOKEN_TO_IN_FEW_PLACES =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + ".jdbc..", ROOT + ".embedded..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "org.postgresql..");

  @ArchTest
  static final ArchRule JSON_STAYS_WITH_SNAPSHOTS_JSON_LITERALS_AND_THE_STATUS =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".snapshot..")
          .and()
          .doNotHaveSimpleName("JsonText")
          .and()
          .doNotHaveSimpleName("StatusJson")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.fasterxml..");

  @ArchTest
  static final ArchRule GIT_IS_READ_IN_ONE_PLACE =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".git..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.eclipse.jgit..");

  @ArchTest
  static final ArchRule GIT_KNOWS_NOTHING_OF_MIGRATIONS =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".git..")
          .should()
          .dependOnClassesThat(
              resideInAPackage(ROOT + "..").and(resideOutsideOfPackage(ROOT + ".git..")));

  @ArchTest
  static final ArchRule LIQUIBASE_IS_KNOWN_IN_ONE_PLACE =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".liquibase..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("liquibase..", ROOT + ".liquibase..");

  @ArchTest
  static final ArchRule WHAT_IS_LOADED_WITH_LIQUIBASE_KNOWS_VALUES_ALONE =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".liquibase..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.kizaki..")
                  .and(
                      resideOutsideOfPackages(
                          ROOT + ".liquibase..", ROOT + ".changelog", ROOT + ".sql..")));

  @ArchTest
  static final ArchRule NOBODY_HERE_KNOWS_ANTLR_OR_MAVEN =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.antlr..", "dev.kizaki.inspire.antlr..", "org.apache.maven..");

  @ArchTest
  static final ArchRule NOTHING_IS_PRINTED =
      noClasses()
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");
}
