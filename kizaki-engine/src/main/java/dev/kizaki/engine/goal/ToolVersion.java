package dev.kizaki.engine.goal;

import java.util.Optional;

/** The version of this library, as history rows name it. */
final class ToolVersion {
  private ToolVersion() {}

  static String get() {
    return Optional.ofNullable(ToolVersion.class.getPackage().getImplementationVersion())
        .orElse("unreleased");
  }
}
