package dev.kizaki.command;

import dev.kizaki.inspire.source.DidYouMean;
import dev.kizaki.inspire.source.UnsafeCharacters;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads options from the variables of the environment whose names begin with {@code KIZAKI_}. */
final class Environment {
  /**
   * Kubernetes sets variables for each service, and those of a service that is called kizaki, or
   * kizaki-web, begin like ours.
   */
  private static final Pattern OF_A_SERVICE =
      Pattern.compile(
          "KIZAKI_([A-Z0-9_]+_)?(SERVICE_(HOST|PORT(_[A-Z0-9_]+)?)|PORT(_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)");

  private Environment() {}

  /**
   * The options of an environment.
   *
   * @throws UsageException when a variable is unknown or empty
   */
  static Map<Option, String> read(Map<String, String> variables) {
    Map<Option, String> options = new EnumMap<>(Option.class);
    new TreeMap<>(variables)
        .forEach(
            (name, value) -> {
              if (name.startsWith(Option.VARIABLE_PREFIX)
                  && !OF_A_SERVICE.matcher(name).matches()) {
                Option option = Option.ofVariable(name).orElseThrow(() -> unknown(name));
                if (value.isBlank()) {
                  throw new UsageException(
                      "The variable %s is empty; set it or remove it.".formatted(name));
                }
                options.put(option, value);
              }
            });
    return options;
  }

  private static UsageException unknown(String name) {
    return new UsageException(
        "The variable %s is not an option%s"
            .formatted(
                UnsafeCharacters.escaped(name),
                DidYouMean.nearest(
                        name.substring(Option.VARIABLE_PREFIX.length()),
                        Arrays.stream(Option.values()).map(Option::name).toList())
                    .map(
                        nearest ->
                            "; did you mean %s%s?".formatted(Option.VARIABLE_PREFIX, nearest))
                    .orElse("; remove it, because a variable that is not read may be a mistake.")));
  }
}
