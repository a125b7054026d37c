package dev.kizaki.engine.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * Marks tests that {@code mvn verify} runs and {@code mvn test} does not, because they start a
 * PostgreSQL server or another process, or take long. {@code TestGroupsTest} fails if such a class
 * does not have the annotation.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Tag("full")
@net.jqwik.api.Tag("full")
public @interface FullRun {}
