package dev.kizaki.maven.parameters;

import org.codehaus.plexus.component.configurator.BasicComponentConfigurator;
import org.codehaus.plexus.component.configurator.converters.basic.AbstractBasicConverter;

/**
 * Sets the parameters of the goals that may use a database. It works as Maven's basic configurator,
 * but creates a {@link SecretParameter} without printing its text. The basic configurator calls a
 * method {@code set(String)} and, with {@code -X}, prints the string.
 */
public final class SecretConfigurator extends BasicComponentConfigurator {
  public static final String NAME = "kizaki-secret";

  /** Called by Maven, which finds the class through {@code META-INF/plexus/components.xml}. */
  public SecretConfigurator() {
    converterLookup.registerConverter(new SecretConverter());
  }

  private static final class SecretConverter extends AbstractBasicConverter {
    @Override
    public boolean canConvert(Class<?> type) {
      return type == SecretParameter.class;
    }

    @Override
    protected Object fromString(String text) {
      return new SecretParameter(text);
    }
  }
}
