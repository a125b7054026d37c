package dev.kizaki.inspire.testing;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyAttributes;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * Sets the {@link RandomSeed} of every property; jqwik prints the seed if a property fails. A run
 * with a free seed has fewer tries, because it is an addition to the run with the fixed seed.
 */
public final class PropertySeeds implements AroundPropertyHook {
  private static final int FREE_RUN_DIVISOR = 4;

  @Override
  public PropagationMode propagateTo() {
    return PropagationMode.ALL_DESCENDANTS;
  }

  @Override
  public PropertyExecutionResult aroundProperty(
      PropertyLifecycleContext context, PropertyExecutor property) {
    PropertyAttributes attributes = context.attributes();
    attributes.setSeed(String.valueOf(RandomSeed.value()));
    if (RandomSeed.isFree()) {
      attributes
          .tries()
          .ifPresent(tries -> attributes.setTries(Math.max(1, tries / FREE_RUN_DIVISOR)));
    }
    return property.execute();
  }
}
