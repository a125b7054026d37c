package dev.kizaki.engine.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * Tests that {@code mvn verify} runs and {@code mvn test} does not, because they start a PostgreSQL
 * server or another process, or take long. The architecture of the tests makes sure that no class
 * forgets it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Tag("full")
@net.jqwik.api.Tag("full")
public @interface FullRun {}
