package dev.kizaki.maven.parameters;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.connection.ConnectionString;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.maven.model.ConfigurationContainer;
import org.apache.maven.model.Model;
import org.apache.maven.model.ModelBase;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginContainer;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;

/**
 * Finds passwords that are written in a pom as plain text. In the effective pom, they cannot be
 * distinguished from passwords that come from a {@code ${…}}, so this class reads the poms as
 * written: the module's own pom and its parents.
 */
public final class LiteralPasswords {
  private final String pluginKey;

  /**
   * @param pluginKey {@code groupId:artifactId} of this plugin
   */
  public LiteralPasswords(String pluginKey) {
    this.pluginKey = pluginKey;
  }

  /** The names of the projects whose poms contain a password, children before parents. */
  public List<String> projects(MavenProject project) {
    List<String> names = new ArrayList<>();
    for (MavenProject each = project; each != null; each = each.getParent()) {
      if (written(each).filter(this::inModel).isPresent()) {
        names.add(each.getArtifactId());
      }
    }
    return names;
  }

  /**
   * The pom as written. Maven evaluates the configuration of an active profile in place, also in
   * the original model, so the file is read again; only a pom from a repository has none.
   */
  private static Optional<Model> written(MavenProject project) {
    if (project.getFile() == null) {
      return Optional.ofNullable(project.getOriginalModel());
    }
    try (InputStream pom = Files.newInputStream(project.getFile().toPath())) {
      return Optional.of(new MavenXpp3Reader().read(pom, false));
    } catch (IOException | XmlPullParserException unreadable) {
      return Optional.ofNullable(project.getOriginalModel());
    }
  }

  private boolean inModel(Model model) {
    return Stream.concat(
            Stream.of(inPlugins(model.getBuild(), model)),
            model.getProfiles().stream().map(profile -> inPlugins(profile.getBuild(), profile)))
        .anyMatch(Boolean::booleanValue);
  }

  private boolean inPlugins(
      org.apache.maven.model.PluginConfiguration build, ModelBase propertiesOwner) {
    Stream<PluginContainer> containers =
        Stream.of(
                Optional.ofNullable(build),
                Optional.ofNullable(build).map(b -> b.getPluginManagement()))
            .flatMap(Optional::stream);
    return containers
            .flatMap(container -> container.getPlugins().stream())
            .filter(plugin -> plugin.getKey().equals(pluginKey))
            .flatMap(LiteralPasswords::configurations)
            .anyMatch(LiteralPasswords::inConfiguration)
        || inProperties(propertiesOwner.getProperties());
  }

  private static Stream<Xpp3Dom> configurations(Plugin plugin) {
    return Stream.concat(Stream.<ConfigurationContainer>of(plugin), plugin.getExecutions().stream())
        .map(ConfigurationContainer::getConfiguration)
        .filter(Xpp3Dom.class::isInstance)
        .map(Xpp3Dom.class::cast);
  }

  private static boolean inConfiguration(Xpp3Dom configuration) {
    return isLiteral(text(configuration, "password"))
        || holdsPassword(text(configuration, "url"))
        || holdsPassword(text(configuration, "connectionString"));
  }

  private static boolean inProperties(Properties properties) {
    return isLiteral(Optional.ofNullable(properties.getProperty("kizaki.password")))
        || holdsPassword(Optional.ofNullable(properties.getProperty("kizaki.url")))
        || holdsPassword(Optional.ofNullable(properties.getProperty("kizaki.connectionString")));
  }

  private static Optional<String> text(Xpp3Dom configuration, String parameter) {
    return Optional.ofNullable(configuration.getChild(parameter)).map(Xpp3Dom::getValue);
  }

  private static boolean isLiteral(Optional<String> password) {
    return password.filter(text -> !text.isBlank() && !text.contains("${")).isPresent();
  }

  private static boolean holdsPassword(Optional<String> address) {
    try {
      return address.map(ConnectionString::parse).flatMap(ConnectionString::password).isPresent();
    } catch (Refusal notAnAddress) {
      // An invalid address is reported where the goal reads it.
      return false;
    }
  }
}
