package dev.kizaki.engine.goal;

import java.util.Optional;

/** The version of this library, which each row of the history table records. */
final class ToolVersion {
  private ToolVersion() {}

  static String get() {
    return Optional.ofNullable(ToolVersion.class.getPackage().getImplementationVersion())
        .orElse("unreleased");
  }
}
