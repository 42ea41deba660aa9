package io.github.cnnc.compiler.kernel;

import java.lang.reflect.RecordComponent;

/** Reads records by their components. */
final class Records {

    private Records() {}

    /** A component's value. */
    static Object value(RecordComponent component, Object record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " cannot be read", e);
        }
    }
}
