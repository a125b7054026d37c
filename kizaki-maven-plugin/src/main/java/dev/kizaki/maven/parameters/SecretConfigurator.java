package dev.kizaki.maven.parameters;

import org.codehaus.plexus.component.configurator.BasicComponentConfigurator;
import org.codehaus.plexus.component.configurator.converters.basic.AbstractBasicConverter;

/**
 * Fills in the parameters of the goals with a database: as Maven's basic configurator does, but a
 * {@link SecretParameter} is made without a word. The basic one calls a method {@code set(String)}
 * and prints the string it passes under {@code -X}.
 */
public final class SecretConfigurator extends BasicComponentConfigurator {
  public static final String NAME = "kizaki-secret";

  /** Made by Maven, which finds the class through {@code META-INF/plexus/components.xml}. */
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
