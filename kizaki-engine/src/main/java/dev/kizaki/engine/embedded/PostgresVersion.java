package dev.kizaki.engine.embedded;

import dev.kizaki.engine.api.RefusalCode;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A PostgreSQL version that the embedded server can run.
 *
 * @param major 14 to 18
 * @param binaries the version of the archive with its programs, such as {@code 17.6.0}
 */
public record PostgresVersion(int major, String binaries) {
  private static final Map<Integer, String> DEFAULT_BINARIES =
      Map.of(14, "14.19.0", 15, "15.14.0", 16, "16.10.0", 17, "17.6.0", 18, "18.0.0");

  private static final Pattern FORM =
      Pattern.compile("(\\d{1,4})(?:\\.(\\d{1,4})(?:\\.(\\d{1,4}))?)?");

  public PostgresVersion {
    Objects.requireNonNull(binaries, "binaries");
    if (!DEFAULT_BINARIES.containsKey(major) || !binaries.startsWith(major + ".")) {
      throw refusal(binaries);
    }
  }

  /**
   * Parses a version. A major version such as {@code 17} selects the version of the binaries that
   * was tested with this release of kizaki; {@code 17.6} and {@code 17.6.0} select that version.
   *
   * @throws EmbeddedServerException if the text has another form, or the major version is not
   *     supported
   */
  public static PostgresVersion parse(String text) {
    Matcher parts = FORM.matcher(text.strip());
    if (!parts.matches()) {
      throw refusal(text);
    }
    int major = Integer.parseInt(parts.group(1));
    String tested = DEFAULT_BINARIES.get(major);
    if (tested == null) {
      throw refusal(text);
    }
    if (parts.group(2) == null) {
      return new PostgresVersion(major, tested);
    }
    String patch = parts.group(3) == null ? "0" : parts.group(3);
    return new PostgresVersion(major, major + "." + parts.group(2) + "." + patch);
  }

  /** The version of PostgreSQL itself, such as {@code 17.6}. */
  public String release() {
    return binaries.substring(0, binaries.lastIndexOf('.'));
  }

  private static EmbeddedServerException refusal(String found) {
    return new EmbeddedServerException(
        RefusalCode.POSTGRES_VERSION,
        """
        The embedded database cannot be PostgreSQL `%s`; set postgresVersion to one of %s, or to \
        a full version of one of them such as 17.6.0.\
        """
            .formatted(
                found,
                String.join(
                    ", ",
                    new TreeMap<>(DEFAULT_BINARIES)
                        .keySet().stream().map(String::valueOf).toList())));
  }

  @Override
  public String toString() {
    return binaries;
  }
}
