package dev.kizaki.engine.goal;

import dev.kizaki.engine.Kizaki;
import java.util.Optional;

/** The version of this library, as history rows name it. */
final class ToolVersion {
  private ToolVersion() {}

  static String get() {
    return Optional.ofNullable(Kizaki.class.getPackage().getImplementationVersion())
        .orElse("unreleased");
  }
}
