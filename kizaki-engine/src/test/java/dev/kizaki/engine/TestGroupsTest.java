package dev.kizaki.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.kizaki.engine.embedded.EmbeddedPostgres;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.GitProject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** {@code mvn test} starts no server and no other JVM: the class of a test that does says so. */
final class TestGroupsTest {
  private static final JavaClasses TESTS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
          .importPackages("dev.kizaki.engine");

  /** What starts processes; Git is no server, and quick. */
  private static final Set<String> STARTERS =
      Set.of(
          EmbeddedPostgres.class.getName(),
          "dev.kizaki.engine.embedded.Command",
          ProcessBuilder.class.getName());

  @Test
  void whatStartsProcessesIsOfTheFullRun() {
    List<String> forgotten =
        TESTS.stream()
            .filter(type -> type.isTopLevelClass() && type.getSimpleName().endsWith("Test"))
            .filter(type -> !type.isAnnotatedWith(FullRun.class) && startsProcesses(type))
            .map(JavaClass::getName)
            .sorted()
            .toList();
    assertThat(forgotten).as("test classes without @FullRun").isEmpty();
  }

  @Test
  void someStartProcesses() {
    assertThat(TESTS.stream().filter(TestGroupsTest::startsProcesses)).hasSizeGreaterThan(60);
  }

  /** By itself, or by a test class that it uses. */
  private static boolean startsProcesses(JavaClass type) {
    Set<JavaClass> seen = new HashSet<>(Set.of(type));
    Deque<JavaClass> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      JavaClass next = open.pop();
      if (next.isEquivalentTo(GitProject.class) || next.isEquivalentTo(TestGroupsTest.class)) {
        continue;
      }
      for (Dependency each : next.getDirectDependenciesFromSelf()) {
        JavaClass target = each.getTargetClass();
        if (STARTERS.contains(target.getName())) {
          return true;
        }
        if (TESTS.contain(target.getName()) && seen.add(target)) {
          open.push(target);
        }
      }
    }
    return false;
  }
}
