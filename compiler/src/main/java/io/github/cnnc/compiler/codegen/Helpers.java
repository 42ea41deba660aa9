package io.github.cnnc.compiler.codegen;

import java.util.List;

/** Methods that kernels call. */
public interface Helpers {

    /**
     * The name of a static method with this body; one method for all who ask for the same.
     *
     * @param suggestion what it is called if the name is free
     * @param parameters types and names, {@code float[] w}
     */
    public String method(String suggestion, List<String> parameters, Code body);

    /**
     * The call of a static method with this body, {@code name(x, 3, 64)}; one method for all who ask for the same, whatever their
     * sizes.
     *
     * @param suggestion what it is called if the name is free
     */
    public String call(String suggestion, Arguments arguments, Code body);
}
