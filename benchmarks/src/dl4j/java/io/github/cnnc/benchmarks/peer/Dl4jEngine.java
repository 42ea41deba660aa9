package io.github.cnnc.benchmarks.peer;

import io.github.cnnc.benchmarks.Engine;
import io.github.cnnc.benchmarks.Task;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Deeplearning4j's native operations, one after the other, as its SameDiff calls them, in the build whose convolutions are
 * oneDNN's; arrays are made once. As many threads as OMP_NUM_THREADS says.
 */
public final class Dl4jEngine implements Engine {

    private Dl4jOperations operations;

    @Override
    public String version() {
        Properties properties = new Properties();
        try (InputStream in = Nd4j.class.getResourceAsStream("/META-INF/maven/org.nd4j/nd4j-api/pom.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "Deeplearning4j " + properties.getProperty("version");
    }

    @Override
    public void load(Task task) throws IOException {
        Nd4j.getMemoryManager().togglePeriodicGc(false);
        operations = new Dl4jOperations(task.folded(), task.batch(), task.normalised());
    }

    @Override
    public void run() {
        operations.run();
    }

    @Override
    public float[] output() {
        return operations.output();
    }
}
