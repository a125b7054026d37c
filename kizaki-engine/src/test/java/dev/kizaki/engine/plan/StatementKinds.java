package dev.kizaki.engine.plan;

import java.util.stream.Stream;

/** The kinds of statements: the records of the sealed families. */
public final class StatementKinds {
  private StatementKinds() {}

  public static Class<?>[] all() {
    return below(PlanStatement.class).toArray(Class<?>[]::new);
  }

  private static Stream<Class<?>> below(Class<?> type) {
    return type.isRecord()
        ? Stream.of(type)
        : Stream.of(type.getPermittedSubclasses()).flatMap(StatementKinds::below);
  }
}
