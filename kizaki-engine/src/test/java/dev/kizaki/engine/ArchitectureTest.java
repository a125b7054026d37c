package dev.kizaki.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The borders between packages that ARCHITECTURE.md describes. For each package a list says which
 * packages of ours, and which libraries, it may need. A new package fails this test until it has a
 * list of its own; an entry that is no longer needed fails it as well.
 */
@AnalyzeClasses(
    packages = "dev.kizaki.engine",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "dev.kizaki.engine";

  /** The packages of ours that a package may need; {@code inspire} is the grammar module. */
  private static final Map<String, Set<String>> PACKAGES =
      Map.ofEntries(
          needs("", "api", "goal", "goal.plan", "naming"),
          needs(
              "adopt",
              "catalog",
              "compile",
              "graph",
              "object",
              "plan.text",
              "postgres",
              "shape",
              "sql",
              "inspire.ast",
              "inspire.format",
              "inspire.parse",
              "inspire.source"),
          needs("api"),
          needs(
              "apply",
              "api",
              "catalog",
              "catalog.read",
              "check",
              "history",
              "jdbc",
              "online",
              "plan",
              "sql",
              "takeover",
              "text",
              "thread",
              "inspire.source"),
          needs("bundle", "api", "file", "history"),
          needs("catalog", "object", "sql", "inspire.source"),
          needs("catalog.read", "catalog", "changelog", "history", "jdbc", "online", "sql", "text"),
          needs("changelog", "hash", "sql"),
          needs(
              "changelog.generator", "changelog", "plan", "plan.text", "postgres", "shape", "sql"),
          needs("changelogs", "api", "changelog", "git", "history", "plan", "project"),
          needs("check", "jdbc", "sql", "text"),
          needs("compile", "graph", "object", "shape", "sql", "inspire.ast", "inspire.source"),
          needs(
              "connect",
              "api",
              "apply",
              "catalog",
              "catalog.read",
              "check",
              "connection",
              "embedded",
              "history",
              "jdbc",
              "object",
              "online",
              "phase",
              "plan",
              "postgres",
              "project",
              "shape",
              "snapshot",
              "sql",
              "statements",
              "takeover",
              "text",
              "thread"),
          needs("connection", "api", "text"),
          needs("diff", "shape"),
          needs("draft", "plan", "plan.text", "planner", "proof", "replay", "review", "shape"),
          needs("embedded", "api", "file", "thread"),
          needs("file", "thread"),
          needs("git"),
          needs(
              "goal",
              "adopt",
              "api",
              "apply",
              "bundle",
              "catalog",
              "catalog.read",
              "changelog",
              "changelogs",
              "check",
              "connect",
              "connection",
              "file",
              "git",
              "goal.rebase",
              "history",
              "jdbc",
              "online",
              "phase",
              "plan",
              "plan.text",
              "postgres",
              "project",
              "report",
              "review",
              "shape",
              "snapshot",
              "sql",
              "statements",
              "takeover",
              "text",
              "thread",
              "watch",
              "inspire.source"),
          needs(
              "goal.plan",
              "api",
              "apply",
              "catalog.read",
              "changelog",
              "changelogs",
              "compile",
              "connect",
              "diff",
              "draft",
              "git",
              "history",
              "inspire.ast",
              "inspire.format",
              "inspire.parse",
              "inspire.source",
              "jdbc",
              "object",
              "plan",
              "plan.text",
              "planner",
              "project",
              "proof",
              "report",
              "review",
              "shape",
              "snapshot",
              "sql",
              "text"),
          needs(
              "goal.rebase",
              "api",
              "git",
              "goal.plan",
              "history",
              "inspire.source",
              "plan",
              "plan.text",
              "planner",
              "project",
              "proof",
              "rebase",
              "replay",
              "report",
              "review",
              "shape",
              "snapshot",
              "text"),
          needs("graph"),
          needs("hash"),
          needs(
              "history",
              "api",
              "file",
              "hash",
              "inspire.source",
              "plan",
              "plan.text",
              "shape",
              "snapshot",
              "text"),
          needs("jdbc", "api", "connection", "hash", "sql", "text", "thread", "inspire.source"),
          needs("liquibase", "changelog", "sql"),
          needs("object", "sql"),
          needs("online", "api", "hash", "plan", "sql"),
          needs("naming", "api"),
          needs("parameter", "api", "connection"),
          needs("phase", "diff", "object", "plan", "plan.text", "replay", "shape", "sql"),
          needs("plan", "shape"),
          needs(
              "plan.text",
              "compile",
              "plan",
              "shape",
              "sql",
              "inspire.ast",
              "inspire.format",
              "inspire.parse",
              "inspire.source"),
          needs(
              "planner",
              "diff",
              "graph",
              "object",
              "plan",
              "plan.text",
              "replay",
              "review",
              "shape",
              "sql",
              "inspire.source"),
          needs(
              "postgres",
              "catalog",
              "diff",
              "object",
              "plan",
              "plan.text",
              "replay",
              "review",
              "shape",
              "sql"),
          needs(
              "project",
              "api",
              "changelog",
              "changelog.generator",
              "compile",
              "diff",
              "draft",
              "file",
              "git",
              "hash",
              "history",
              "phase",
              "plan",
              "plan.text",
              "planner",
              "postgres",
              "proof",
              "replay",
              "shape",
              "snapshot",
              "sql",
              "takeover",
              "text",
              "thread",
              "inspire.ast",
              "inspire.parse",
              "inspire.source"),
          needs(
              "proof",
              "api",
              "diff",
              "history",
              "inspire.source",
              "plan",
              "plan.text",
              "planner",
              "replay",
              "shape",
              "snapshot"),
          needs(
              "rebase", "api", "diff", "object", "plan", "planner", "replay", "review", "shape",
              "sql"),
          needs("replay", "object", "plan", "plan.text", "shape", "sql", "inspire.source"),
          needs(
              "report",
              "adopt",
              "api",
              "apply",
              "catalog",
              "catalog.read",
              "check",
              "connect",
              "file",
              "history",
              "jdbc",
              "online",
              "plan",
              "postgres",
              "project",
              "review",
              "shape",
              "sql",
              "statements",
              "takeover",
              "text",
              "inspire.source"),
          needs("review", "plan", "replay", "shape"),
          needs("shape", "hash"),
          needs("snapshot", "api", "inspire.source", "shape", "sql", "text"),
          needs("sql", "plan", "shape"),
          needs(
              "statements",
              "api",
              "file",
              "history",
              "jdbc",
              "object",
              "phase",
              "plan",
              "plan.text",
              "planner",
              "postgres",
              "project",
              "replay",
              "shape",
              "snapshot",
              "sql"),
          needs("takeover", "catalog", "plan", "postgres", "shape", "sql", "text"),
          needs("text", "inspire.source"),
          needs("thread"),
          needs("watch", "hash"));

  /** The packages that may need a library or a part of the JDK beyond {@link #EVERYWHERE}. */
  private static final Map<String, Set<String>> LIBRARIES =
      Map.ofEntries(
          library("com.github.difflib", "object"),
          library("com.fasterxml.jackson", "report", "shape", "snapshot"),
          library("org.eclipse.jgit", "git", "object"),
          library("liquibase", "liquibase"),
          library("org.w3c.dom", "liquibase"),
          library("javax.xml", "liquibase"),
          library("org.tukaani.xz", "embedded"),
          library("org.postgresql", "apply", "connection", "embedded", "jdbc"),
          library(
              "java.sql",
              "apply",
              "catalog.read",
              "check",
              "connect",
              "embedded",
              "jdbc",
              "statements"),
          library("javax.net.ssl", "jdbc"),
          library("java.text", "project", "shape"));

  /** The parts of the JDK that any package may need. */
  private static final Set<String> EVERYWHERE =
      Set.of("java.lang", "java.util", "java.math", "java.time", "java.nio.charset");

  /** The parts of the JDK that read or write something, for packages that are not pure. */
  private static final Set<String> EFFECTS =
      Set.of("java.io", "java.net", "java.nio", "java.security", "java.text");

  /** Packages of functions: their results depend on their arguments alone. */
  private static final Set<String> PURE =
      Set.of(
          "adopt",
          "catalog",
          "changelog",
          "changelog.generator",
          "compile",
          "diff",
          "draft",
          "graph",
          "object",
          "plan",
          "plan.text",
          "planner",
          "postgres",
          "proof",
          "rebase",
          "replay",
          "review",
          "shape",
          "snapshot",
          "sql",
          "takeover",
          "text");

  @ArchTest
  static void eachPackageNeedsOnlyTheListedPackages(JavaClasses classes) {
    assertThat(arrows(packagesNeededBy(classes)))
        .containsExactlyInAnyOrderElementsOf(arrows(PACKAGES));
  }

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

  @ArchTest
  static void eachPackageNeedsOnlyTheListedLibraries(JavaClasses classes) {
    Set<String> violations = new TreeSet<>();
    for (JavaClass origin : classes) {
      for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (!target.isPrimitive()
            && !target.getPackageName().startsWith("dev.kizaki")
            && !isAllowed(name(origin), target)) {
          violations.add(name(origin) + " needs " + target.getName());
        }
      }
    }
    assertThat(violations).isEmpty();
  }

  /** {@code java.util} and {@code java.time} contain these beside what pure functions need. */
  @ArchTest
  static final ArchRule PURE_PACKAGES_READ_NO_CLOCK_OR_RANDOM_SOURCE =
      noClasses()
          .that()
          .resideInAnyPackage(PURE.stream().map(each -> ROOT + "." + each).toArray(String[]::new))
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(Clock.class, Random.class, UUID.class, Thread.class, ProcessHandle.class)
          .orShould()
          .accessClassesThat()
          .belongToAnyOf(System.class, Runtime.class)
          .orShould()
          .callMethod(Instant.class, "now");

  @ArchTest
  static final ArchRule NOTHING_IS_PRINTED =
      noClasses()
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");

  /** {@code apply -> jdbc}; a package that needs none of ours is listed alone. */
  private static Set<String> arrows(Map<String, Set<String>> packages) {
    Set<String> arrows = new TreeSet<>();
    packages.forEach(
        (origin, targets) -> {
          arrows.add(origin);
          targets.forEach(target -> arrows.add(origin + " -> " + target));
        });
    return arrows;
  }

  private static boolean isAllowed(String origin, JavaClass target) {
    String owner = target.getPackageName();
    for (Entry<String, Set<String>> library : LIBRARIES.entrySet()) {
      if (isIn(owner, library.getKey())) {
        return library.getValue().contains(origin);
      }
    }
    if (EVERYWHERE.stream().anyMatch(each -> isIn(owner, each))) {
      return true;
    }
    boolean isMemory =
        Set.of(
                "java.io.IOException",
                "java.io.UncheckedIOException",
                "java.io.StringWriter",
                "java.io.Writer",
                "java.io.Serializable")
            .contains(target.getName());
    return isMemory
        || !PURE.contains(origin) && EFFECTS.stream().anyMatch(each -> isIn(owner, each));
  }

  private static boolean isIn(String owner, String parent) {
    return owner.equals(parent) || owner.startsWith(parent + ".");
  }

  private static Map<String, Set<String>> packagesNeededBy(JavaClasses classes) {
    Map<String, Set<String>> needed = new TreeMap<>();
    for (JavaClass origin : classes) {
      Set<String> own = needed.computeIfAbsent(name(origin), any -> new TreeSet<>());
      for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (target.getPackageName().startsWith("dev.kizaki")
            && !target.getPackageName().equals(origin.getPackageName())) {
          own.add(name(target));
        }
      }
    }
    return needed;
  }

  /** {@code goal.plan} for a package of the engine, {@code inspire.ast} for one of the grammar. */
  private static String name(JavaClass type) {
    String owner = type.getPackageName();
    if (owner.equals(ROOT)) {
      return "";
    }
    return owner.startsWith(ROOT + ".")
        ? owner.substring(ROOT.length() + 1)
        : owner.substring("dev.kizaki.".length());
  }

  private static Entry<String, Set<String>> needs(String name, String... packages) {
    return Map.entry(name, new TreeSet<>(Set.of(packages)));
  }

  private static Entry<String, Set<String>> library(String name, String... packages) {
    return Map.entry(name, Set.of(packages));
  }
}
