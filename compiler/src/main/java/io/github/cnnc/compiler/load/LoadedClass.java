package io.github.cnnc.compiler.load;

import io.github.cnnc.compiler.diagnostic.CompilerBug;
import io.github.cnnc.runtime.Weights;
import io.github.cnnc.runtime.generated.CompiledModel;
import java.lang.reflect.InvocationTargetException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A generated class, compiled and loaded.
 *
 * @param classFiles the class files by binary name, nested classes included
 * @param modelClass the network's class
 */
public record LoadedClass(Map<String, byte[]> classFiles, Class<? extends CompiledModel> modelClass) {

    public LoadedClass {
        classFiles = Collections.unmodifiableMap(new TreeMap<>(classFiles));
    }

    /** A model with these weights; what its constructor throws is thrown. */
    public CompiledModel model(Weights weights) {
        try {
            return modelClass.getConstructor(Weights.class).newInstance(weights);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new CompilerBug("load", "the constructor of " + modelClass.getName() + " fails", "", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new CompilerBug("load", modelClass.getName() + " has no constructor for weights", "", e);
        }
    }
}
