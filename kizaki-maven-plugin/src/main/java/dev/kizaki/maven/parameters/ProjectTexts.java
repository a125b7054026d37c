package dev.kizaki.maven.parameters;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.io.xpp3.MavenXpp3Writer;
import org.apache.maven.project.MavenProject;
import org.apache.maven.settings.Profile;

/**
 * What the poms of a build contain: those of its modules and of their parents, with their profiles,
 * and the properties of the profiles in settings.xml. Comments do not count.
 */
final class ProjectTexts {
  private final List<String> texts;

  private ProjectTexts(List<String> texts) {
    this.texts = texts;
  }

  static ProjectTexts of(MavenSession session) {
    Set<MavenProject> projects = new LinkedHashSet<>();
    for (MavenProject module : session.getProjects()) {
      for (MavenProject each = module; each != null; each = each.getParent()) {
        projects.add(each);
      }
    }
    return new ProjectTexts(
        Stream.concat(
                projects.stream()
                    .filter(project -> project.getOriginalModel() != null)
                    .map(ProjectTexts::text),
                session.getSettings().getProfiles().stream().map(ProjectTexts::text))
            .toList());
  }

  private static String text(MavenProject project) {
    StringWriter text = new StringWriter();
    try {
      new MavenXpp3Writer().write(text, project.getOriginalModel());
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return text.toString();
  }

  private static String text(Profile profile) {
    String activation =
        profile.getActivation() == null || profile.getActivation().getProperty() == null
            ? ""
            : profile.getActivation().getProperty().getName();
    return activation
        + profile.getProperties().entrySet().stream()
            .map(property -> " " + property.getKey() + " " + property.getValue())
            .collect(Collectors.joining());
  }

  /** Whether one of them defines or refers to this property. */
  boolean mention(String property) {
    Pattern word = Pattern.compile("(?<![\\w.-])" + Pattern.quote(property) + "(?![\\w.-])");
    return texts.stream().anyMatch(text -> word.matcher(text).find());
  }
}
