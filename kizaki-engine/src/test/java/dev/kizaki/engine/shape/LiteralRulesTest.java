package dev.kizaki.engine.shape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.shape.DefaultValue.Literal;
import dev.kizaki.engine.snapshot.SampleShapes;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/**
 * Properties of the rules for all literals; the messages are tested in the tables of the compiler.
 */
class LiteralRulesTest {
  private static final Shape SHAPE =
      Shape.of(List.of(), List.of(new EnumType("Status", List.of("Todo", "Done"))), List.of());

  @Property
  void aCanonicalFormIsItsOwnCanonicalForm(
      @ForAll("types") FieldType type, @ForAll("literals") Literal literal) {
    if (LiteralRules.fit(SHAPE, type, literal) instanceof Fit.Fits<Literal> fits) {
      assertThat(LiteralRules.fit(SHAPE, type, fits.canonical())).isEqualTo(fits);
    }
  }

  @Property
  void everyIntIsAcceptedUnchanged(@ForAll int value) {
    Literal literal = new DefaultValue.Number(BigDecimal.valueOf(value));

    assertThat(LiteralRules.fit(SHAPE, FieldType.of(Scalar.INT), literal))
        .isEqualTo(new Fit.Fits<>(literal));
  }

  @Property
  void oneMomentHasOneForm(
      @ForAll @LongRange(min = -62_135_596_800L, max = 253_402_300_799L) long second,
      @ForAll("offsets") String offset) {
    Instant moment = Instant.ofEpochSecond(second);
    String elsewhere = moment.atZone(java.time.ZoneOffset.of(offset)).toOffsetDateTime().toString();

    boolean fourDigits = elsewhere.matches("[0-9]{4}-.*");
    if (fourDigits) {
      assertThat(
              LiteralRules.fit(
                  SHAPE, FieldType.of(Scalar.DATETIME), new DefaultValue.Text(elsewhere)))
          .isEqualTo(new Fit.Fits<>(new DefaultValue.Text(moment.toString())));
    }
  }

  @Example
  void aReferenceWithoutTargetTakesNoValue() {
    FieldType type = new FieldType.Reference("Nothing", "id");

    assertThat(LiteralRules.fit(SHAPE, type, new DefaultValue.Text("x")))
        .isEqualTo(
            new Fit.Mismatch<Literal>(
                "Nothing.id does not refer to a column, so it has no values", Optional.empty()));
  }

  @Example
  void anEnumThatDoesNotExistTakesNoValue() {
    assertThat(
            LiteralRules.fit(
                SHAPE, new FieldType.OfEnum("Nothing", false), new DefaultValue.EnumValue("A")))
        .isEqualTo(new Fit.Mismatch<Literal>("there is no enum Nothing", Optional.empty()));
  }

  @Provide
  Arbitrary<FieldType> types() {
    Arbitrary<FieldType> simple =
        Arbitraries.of(Scalar.values())
            .flatMap(
                scalar ->
                    Arbitraries.of(true, false).map(of -> SampleShapes.simple(scalar, of, !of)));
    return Arbitraries.oneOf(
        simple,
        Arbitraries.of(
            new FieldType.Decimal(5, 2, false),
            SampleShapes.simple(Scalar.CHAR, true, false),
            SampleShapes.simple(Scalar.TIME, false, false),
            SampleShapes.simple(Scalar.TIMESTAMP, true, false),
            SampleShapes.simple(Scalar.REAL, false, false),
            SampleShapes.simple(Scalar.DECIMAL, false, false),
            new FieldType.Decimal(1000, 0, true),
            new FieldType.OfEnum("Status", false)));
  }

  @Provide
  Arbitrary<Literal> literals() {
    Arbitrary<String> texts =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(6),
            Arbitraries.strings().withChars("0123456789abcdefABCDEF").ofMaxLength(8),
            Arbitraries.of(
                "2024-01-31",
                "2024-01-31T12:00Z",
                "2024-01-31t12:00:00.500+01:30",
                "2024-01-31T12:00:00.500",
                "12:00",
                "12:00:00.500",
                "Todo",
                "{}",
                "[1.50]",
                "6BA7B810-9DAD-11D1-80B4-00C04FD430C8",
                "true",
                "-0.0"));
    return Arbitraries.oneOf(
        texts.map(DefaultValue.Text::new),
        texts.map(DefaultValue.EnumValue::new),
        Arbitraries.bigDecimals()
            .between(new BigDecimal("-1e12"), new BigDecimal("1e12"))
            .ofScale(4)
            .map(DefaultValue.Number::new),
        Arbitraries.of(true, false).map(DefaultValue.Boolean::new),
        Arbitraries.just(new DefaultValue.EmptyArray()));
  }

  @Provide
  Arbitrary<String> offsets() {
    return Arbitraries.of("Z", "+02:00", "-11:30", "+14:00", "+05:45", "-18:00", "+00:00:01");
  }
}
