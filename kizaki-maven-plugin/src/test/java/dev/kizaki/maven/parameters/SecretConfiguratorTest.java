package dev.kizaki.maven.parameters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.api.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.codehaus.plexus.classworlds.ClassWorld;
import org.codehaus.plexus.classworlds.realm.ClassRealm;
import org.codehaus.plexus.component.configurator.ComponentConfigurationException;
import org.codehaus.plexus.component.configurator.ConfigurationListener;
import org.codehaus.plexus.component.configurator.expression.DefaultExpressionEvaluator;
import org.codehaus.plexus.configuration.DefaultPlexusConfiguration;
import org.junit.jupiter.api.Test;

/** Checks the output of {@code -X}, which is what Maven's configurator passes to its listener. */
class SecretConfiguratorTest {
  /** A parameter in a field, as in a Mojo. */
  public static final class Target {
    private SecretParameter password;
    private String username;
  }

  private final List<String> heard = new ArrayList<>();

  @Test
  void secretArrivesUnheard() throws ComponentConfigurationException {
    DefaultPlexusConfiguration configuration = new DefaultPlexusConfiguration("configuration");
    configuration.addChild("username", "ann");
    configuration.addChild("password", "secret");
    Target target = new Target();

    new SecretConfigurator()
        .configureComponent(
            target,
            configuration,
            new DefaultExpressionEvaluator(),
            realm(),
            new ConfigurationListener() {
              @Override
              public void notifyFieldChangeUsingSetter(String name, Object value, Object bean) {
                heard.add(name + " = " + value);
              }

              @Override
              public void notifyFieldChangeUsingReflection(String name, Object value, Object bean) {
                heard.add(name + " = " + value);
              }
            });

    assertThat(target.username).isEqualTo("ann");
    assertThat(target.password.secret()).isEqualTo(Optional.of(new Secret("secret")));
    assertThat(heard).containsExactly("username = ann", "password = ***");
  }

  private static ClassRealm realm() {
    return new ClassWorld("test", SecretConfiguratorTest.class.getClassLoader())
        .getClassRealm("test");
  }
}
