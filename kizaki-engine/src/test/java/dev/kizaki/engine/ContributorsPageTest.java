package dev.kizaki.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of CONTRIBUTING.md that leads from a promise to its tests. */
final class ContributorsPageTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Pattern ROW = Pattern.compile("^\\|([^|]+)\\|(.+)\\|$", Pattern.MULTILINE);
  private static final Pattern TEST =
      Pattern.compile("`([A-Z]\\w+(?:Test|IT)|[a-z]+(?:-[a-z]+)+)`");
  private static final Pattern PARAMETER = Pattern.compile("property = \"(kizaki\\.\\w+)\"");

  @Test
  void eachTestExists() throws IOException {
    Set<String> named = new TreeSet<>();
    Matcher row = ROW.matcher(table());
    while (row.find()) {
      named.addAll(matches(TEST, row.group(2)));
    }
    assertThat(named).hasSizeGreaterThan(80);
    assertThat(existing()).containsAll(named);
  }

  @Test
  void eachParameterHasATest() throws IOException {
    Set<String> parameters = new TreeSet<>();
    for (Path mojo : files("kizaki-maven-plugin/src/main")) {
      parameters.addAll(matches(PARAMETER, Files.readString(mojo)));
    }
    assertThat(parameters).hasSizeGreaterThan(25);
    assertThat(matches(Pattern.compile("`(kizaki\\.\\w+)`"), table())).containsAll(parameters);
  }

  private static String table() throws IOException {
    String page = Files.readString(ROOT.resolve("CONTRIBUTING.md"));
    return page.substring(page.indexOf("| what | tests"));
  }

  private static Set<String> matches(Pattern pattern, String text) {
    Set<String> matches = new TreeSet<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      matches.add(matcher.group(1));
    }
    return matches;
  }

  /** The names of all test classes, and of the Maven projects that are built. */
  private static Set<String> existing() throws IOException {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> projects = Files.list(ROOT.resolve("it/src/it"))) {
      projects.forEach(project -> names.add(project.getFileName().toString()));
    }
    for (String module :
        Set.of(
            "kizaki-inspire-grammar",
            "kizaki-engine",
            "kizaki-command-line",
            "kizaki-maven-plugin",
            "it")) {
      for (Path test : files(module + "/src/test/java")) {
        names.add(test.getFileName().toString().replace(".java", ""));
      }
    }
    return names;
  }

  private static Set<Path> files(String directory) throws IOException {
    try (Stream<Path> files = Files.walk(ROOT.resolve(directory))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
