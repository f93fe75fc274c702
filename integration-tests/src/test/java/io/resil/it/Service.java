package io.resil.it;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The settings of the service a test calls, as they stand in {@code resil.yaml} below the service, in YAML's flow style
 * and without the outer braces. The service has an address of its own and is called after the test.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Service {
    String value() default "";
}
