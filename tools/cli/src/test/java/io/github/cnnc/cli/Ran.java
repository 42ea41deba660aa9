package io.github.cnnc.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A command run in this process: its exit code and what it wrote. */
record Ran(int code, String out, String err) {

    /** The repository. */
    static final Path ROOT = Path.of(System.getProperty("cnnc.root", "../.."));

    static final Path LENET = ROOT.resolve("samples/lenet5/lenet5.cnn");
    static final Path SEVEN = ROOT.resolve("samples/lenet5/seven.png");
    static final Path WEIGHTS = ROOT.resolve("samples/lenet5/lenet5.safetensors");

    /** Runs a command. */
    static Ran of(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(
                Terminal.plain(new PrintWriter(out), new PrintWriter(err)),
                Stream.of(arguments).map(Object::toString).toArray(String[]::new));
        return new Ran(
                code, out.toString().replace("\r\n", "\n"), err.toString().replace("\r\n", "\n"));
    }

    List<String> lines() {
        return out.lines().toList();
    }
}
