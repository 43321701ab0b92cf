package org.openmfs.agent.key;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a method that reads key bytes, and says why; the build refuses every other reader of {@link KeyMaterial}. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.CONSTRUCTOR})
public @interface ReadsSecret {
    /** Why this method needs the bytes. */
    String value();
}
