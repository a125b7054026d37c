package dev.kizaki.maven;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the plugin may touch, and what others may not. */
@AnalyzeClasses(packages = "dev.kizaki", importOptions = DoNotIncludeTests.class)
class PluginBordersTest {
  @ArchTest
  static final ArchRule pluginKnowsOnlyTheEnginesDoor =
      classes()
          .that()
          .resideInAPackage("dev.kizaki.maven..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  "dev.kizaki.maven..",
                  "dev.kizaki.engine",
                  "dev.kizaki.engine.api",
                  "dev.kizaki.engine.connection",
                  "dev.kizaki.engine.parameter",
                  // The nearest known word to a mistyped one.
                  "dev.kizaki.inspire.source",
                  "java..",
                  "javax.inject",
                  // The generated help goal reads the plugin descriptor as XML.
                  "javax.xml..",
                  "org.w3c.dom..",
                  "org.xml.sax..",
                  "org.apache.maven..",
                  "org.codehaus.plexus..",
                  "org.eclipse.aether.."));

  @ArchTest
  static final ArchRule onlyThePluginKnowsMaven =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.kizaki.maven..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.kizaki.maven..",
              "javax.inject",
              "org.apache.maven..",
              "org.codehaus.plexus..",
              "org.eclipse.aether..");

  @ArchTest
  static final ArchRule noStaticState =
      noFields()
          .that()
          .areDeclaredInClassesThat()
          .resideInAPackage("dev.kizaki.maven..")
          .and()
          .areStatic()
          .should()
          .notBeFinal();
}
