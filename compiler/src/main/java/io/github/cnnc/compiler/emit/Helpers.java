package io.github.cnnc.compiler.emit;

import com.palantir.javapoet.CodeBlock;
import java.util.List;

/** Methods that kernels call. */
interface Helpers {

    /**
     * The name of a static method with this body; one method for all who ask for the same.
     *
     * @param suggestion what it is called if the name is free
     * @param parameters types and names, {@code float[] w}
     */
    String method(String suggestion, List<String> parameters, CodeBlock body);

    /**
     * The call of a static method with this body, {@code name(x, 3, 64)}; one method for all who ask for the same, whatever their
     * sizes.
     *
     * @param suggestion what it is called if the name is free
     */
    String call(String suggestion, Arguments arguments, Code body);
}
