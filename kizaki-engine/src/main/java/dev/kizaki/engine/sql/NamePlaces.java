package dev.kizaki.engine.sql;

import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The places at which an expression names one thing: a column, a label, a type or a sequence. */
final class NamePlaces {
  private final ExpressionTokens tokens;
  private final IntFunction<Place> places;

  /**
   * @param places what each token is
   */
  NamePlaces(ExpressionTokens tokens, IntFunction<Place> places) {
    this.tokens = tokens;
    this.places = places;
  }

  /** Whether the expression certainly names it. */
  boolean named() {
    return all().anyMatch(Place.NAMED::equals);
  }

  /** Whether a place is uncertain. */
  boolean unknown() {
    return all().anyMatch(Place.UNKNOWN::equals);
  }

  private Stream<Place> all() {
    return IntStream.range(0, tokens.size()).mapToObj(places);
  }

  /**
   * The expression with other tokens where it names the thing.
   *
   * @return empty if a place is uncertain
   */
  Optional<String> renamed(IntFunction<String> newToken) {
    return unknown()
        ? Optional.empty()
        : Optional.of(
            tokens.replaced(
                at ->
                    places.apply(at) == Place.NAMED
                        ? Optional.of(newToken.apply(at))
                        : Optional.empty()));
  }
}
