package io.github.cnnc.compiler.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.cnnc.compiler.ir.Activation;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.compiler.ir.Provenance;
import io.github.cnnc.compiler.kernel.conv.FilterLoops;
import io.github.cnnc.compiler.kernel.winograd.VectorWinograd;
import io.github.cnnc.compiler.load.JaninoLoader;
import io.github.cnnc.compiler.load.LoadedClass;
import io.github.cnnc.compiler.machine.Unroll;
import io.github.cnnc.compiler.plan.Plan;
import io.github.cnnc.compiler.plan.PlanOptions;
import io.github.cnnc.compiler.plan.Plans;
import io.github.cnnc.compiler.plan.Step;
import io.github.cnnc.compiler.samples.SampleFiles;
import io.github.cnnc.runtime.Model;
import io.github.cnnc.runtime.Volume;
import io.github.cnnc.runtime.Workspace;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratedClassTest {

    /** LeNet-5 in little. */
    private static Program small() {
        Net net = new Net(12, 12, 1).labels(List.of("a", "b", "c"));
        int conv = net.conv(0, 4, Net.window(5, 2), Net.RELU);
        int pool = net.maxPool(conv, Net.window(2, 2, 0), false, Activation.NONE);
        int second = net.conv(pool, 6, Net.window(3, 1), Net.RELU);
        return net.program(net.softmax(net.dense(second, 3, true, Activation.NONE)));
    }

    private static Plan plan(Program program) {
        return Plans.plan(program, PlanOptions.DEFAULT);
    }

    private static Model model(Program program, String className) {
        LoadedClass loaded = JaninoLoader.load(Emitter.emit(plan(program), "test", className));
        return loaded.model(TestWeights.weights(program, TestWeights.random(program, new Random(1))));
    }

    @Test
    void describesItself() throws ReflectiveOperationException {
        Model model = model(small(), "Small");
        assertThat(model.name()).isEqualTo("Net");
        assertThat(model.input().volume()).isEqualTo(new Volume(12, 12, 1));
        assertThat(model.output()).isEqualTo(new Volume(1, 1, 3));
        assertThat(model.labels()).containsExactly("a", "b", "c");
        assertThat(model.tensors()).isEqualTo(small().tensors());
        assertThat(model.getClass().getField("INPUT_WIDTH").getInt(null)).isEqualTo(12);
        assertThat(model.getClass().getField("CLASSES").getInt(null)).isEqualTo(3);
    }

    @Test
    void isTheSameTextEveryTime() {
        assertThat(Emitter.emit(plan(small()), "p", "C")).isEqualTo(Emitter.emit(plan(small()), "p", "C"));
    }

    /** Winograd's inputs have vectors as wide as the channels, its products as the filters. */
    @Test
    void rehearsesEveryWidthItsKernelsUse() {
        Net net = new Net(28, 28, 3);
        Program program = net.program(net.conv(0, 64, Net.window(3, 1), Net.RELU));
        Plan plan = Plans.plan(program, PlanOptions.DEFAULT.withVectorWidth(16));
        assertThat(plan.steps())
                .anyMatch(step -> step instanceof Step.Compute compute && compute.schedule() instanceof VectorWinograd);
        assertThat(Emitter.emit(plan, "p", "C").text()).contains("VectorWarmUp.begin(4, 16)");
    }

    /** Each of 5,000 tiles has a short array of its own; their sizes one by one were a constructor of 39,895 bytes. */
    @Test
    void isSmallEnoughForTheJitHoweverWideThePicture() {
        Net net = new Net(20_000, 4, 64);
        Program program = net.program(net.conv(0, 64, Net.window(1, 0), Net.RELU));
        Plan plan = Plans.plan(program, PlanOptions.DEFAULT, (op, legal) -> new FilterLoops(4, 4, 1));
        assertThat(plan.scratchRows()).hasSize(5_000);
        assertThatCode(() -> JaninoLoader.load(Emitter.emit(plan, "p", "C"))).doesNotThrowAnyException();
    }

    /** The positions in straight-line code are constants, and a class file has 65,535; here are more than 80,000. */
    @Test
    void hasRoomForTheConstantsOfALargeOperation() {
        Net net = new Net(240, 240, 1);
        int value = net.activate(0, Net.RELU);
        Program program = net.program(net.sum(List.of(value, net.activate(value, Net.RELU)), Activation.NONE));
        Plan plan = Plans.plan(program, PlanOptions.DEFAULT, (op, legal) -> legal.get(legal.size() - 1));
        assertThatCode(() -> JaninoLoader.load(Emitter.emit(plan, "p", "C"))).doesNotThrowAnyException();
    }

    /** Thirteen operations with 5,000 positions each, none below 32,768, need 39 calls, and a part has room for 40. */
    @Test
    void hasRoomForTheConstantsOfManyOperations() {
        Net net = new Net(50, 50, 1);
        List<Integer> all = new ArrayList<>(
                Stream.generate(() -> net.activate(0, Net.RELU)).limit(27).toList());
        List.copyOf(all).forEach(value -> all.add(net.activate(value, Net.RELU)));
        Program program = net.program(net.sum(all, Activation.NONE));
        Plan plan = Plans.plan(
                program,
                PlanOptions.DEFAULT,
                (each, legal) -> legal.get(each.op().inputs().get(0) > 13 ? legal.size() - 1 : 0));
        assertThatCode(() -> JaninoLoader.load(Emitter.emit(plan, "p", "C"))).doesNotThrowAnyException();
    }

    /** Plain Java, and vectors of the two widest kinds that the machine has: those that it lacks are objects. */
    static Stream<Arguments> allocations() {
        List<Integer> widths = Widths.here().boxed().toList();
        assumeTrue(widths.size() > 1, "this machine has no vectors or no fused multiply-add");
        int widest = widths.get(0);
        return Stream.of(
                Arguments.of(1, 1, ""),
                Arguments.of(1, 2, ""),
                Arguments.of(widths.get(1), 1, ""),
                Arguments.of(widest, 1, ""),
                Arguments.of(widest, 2, ""),
                Arguments.of(widest, 1, "cifar_vgg.cnn"),
                Arguments.of(widest, 1, "lenet5/lenet5.cnn"),
                Arguments.of(widest, 1, "zoo/squeezenet1_1.cnn"));
    }

    /** Once the JIT compiler has compiled it. In a JVM of its own, which no other test has made think of vectors as its do. */
    @ParameterizedTest
    @MethodSource("allocations")
    void allocatesNothingInPredict(int lanes, int workers, String sample) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // What says which vectors there are.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-XX:"))
                .forEach(command::add);
        command.addAll(List.of(
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                AllocationProbe.class.getName(),
                Integer.toString(lanes),
                Integer.toString(workers)));
        if (!sample.isEmpty()) {
            command.add(SampleFiles.path(sample).toString());
        }
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
        assertThat(process.waitFor()).as(answer).isZero();
        assertThat(Long.parseLong(answer)).as("bytes a call").isZero();
    }

    @Test
    void servesSeveralThreadsWithTheirOwnWorkspaces() throws Exception {
        Program program = small();
        Model model = model(program, "Small");
        List<float[]> inputs = IntStream.range(0, 4)
                .mapToObj(i -> TestWeights.input(program, new Random(i)))
                .toList();
        List<float[]> alone = inputs.stream().map(model::predict).toList();
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<Boolean>> results = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                float[] in = inputs.get(i);
                float[] expected = alone.get(i);
                Callable<Boolean> run = () -> {
                    Workspace workspace = model.newWorkspace();
                    float[] out = new float[3];
                    for (int n = 0; n < 2000; n++) {
                        model.predict(in, out, workspace);
                        if (!java.util.Arrays.equals(out, expected)) {
                            return false;
                        }
                    }
                    return true;
                };
                results.add(pool.submit(run));
            }
            for (Future<Boolean> result : results) {
                assertThat(result.get()).isTrue();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void hasNoLoopWhenFullyUnrolled() {
        Plan plan = Plans.plan(small(), PlanOptions.DEFAULT.withUnroll(Unroll.FULL));
        assertThat(Emitter.emit(plan, "p", "C").text()).doesNotContain("for (").doesNotContain("while");
        Check.agrees(plan, 3, "fully unrolled");
    }

    @Test
    void compilesThousandsOfLayers() {
        Net net = new Net(3, 2, 2);
        int value = 0;
        for (int i = 0; i < 2500; i++) {
            value = net.conv(value, 2, Net.window(3, 1), Net.RELU);
            value = net.sum(List.of(value, value), Activation.NONE);
        }
        Program program = net.program(value);
        LoadedClass loaded = JaninoLoader.load(Emitter.emit(plan(program), "test", "Deep"));
        Map<String, float[]> tensors = TestWeights.random(program, new Random(1));
        float[] out = loaded.model(TestWeights.weights(program, tensors))
                .predict(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});
        assertThat(out).hasSize(12);
    }

    @Test
    void sharesKernelsThatAreTheSame() {
        Net net = new Net(4, 4, 2);
        int value = 0;
        for (int i = 0; i < 12; i++) {
            value = net.activate(value, Net.RELU);
        }
        String text = Emitter.emit(plan(net.program(value)), "p", "C").text();
        // From the input, two to and fro in the arena, to the output.
        assertThat(text.split("private static void")).hasSize(5);
        assertThat(text).contains("act11: ACT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Part1", "Path", "t"})
    void mayBeNamedLikeWhatItUses(String className) {
        Net net = new Net(4, 4, 2);
        int value = net.maxPool(0, Net.window(3, 1), false, Net.RELU);
        value = net.conv(value, 3, Net.window(3, 1), Net.RELU);
        for (int i = 0; i < 150; i++) {
            value = net.dense(value, 2 + i % 7, true, Net.RELU);
        }
        assertThat(model(net.program(value), className).predict(new float[32])).hasSize(2 + 149 % 7);
    }

    @Test
    void rejectsNamesThatJavaDoesNotHave() {
        assertThatThrownBy(() -> Emitter.emit(plan(small()), "p", "a b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Emitter.emit(plan(small()), "p", "class"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Emitter.emit(plan(small()), "p;q", "C")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run",
                "class",
                "in",
                "arena",
                "9lives",
                "*/ int x;",
                "\\u002a/ }",
                "a\nb",
                "$L$T$$",
                "\"",
                "\ud83d\ude00",
                "\u00e9",
                "a\u2028b\u2029c\u0085d",
                "a\fb\u000bc\rd",
                "\ufeff\0\1\0011\177\u0080\uffff",
                "weight",
                "wait",
                "a.b"
            })
    void survivesAnyText(String text) {
        Program base = new Net(3, 3, 2).program(0);
        Provenance provenance = new Provenance(text, text, text);
        List<Op> ops = List.of(
                new Op.Activate(0, 1, Net.RELU, provenance),
                new Op.Activate(1, 2, Net.RELU, new Provenance(text + "2", text, text)));
        Volume volume = new Volume(3, 3, 2);
        List<String> labels = List.of(text.replace("\n", " "), "", "x" + text.replace("\n", " "));
        Program program = new Program(text, base.input(), List.of(volume, volume, volume), ops, 2, labels, List.of());
        JavaSource source = Emitter.emit(plan(program), "test", "Net");
        assertThat(source.text()).isASCII();
        for (LoadedClass loaded : List.of(JaninoLoader.load(source), Javac.load(source))) {
            Model model = loaded.model(TestWeights.weights(program, Map.of()));
            assertThat(model.name()).isEqualTo(text);
            assertThat(model.labels()).isEqualTo(labels);
        }
    }

    @Test
    void keepsNaN() {
        Net net = new Net(2, 2, 1);
        int value = net.maxPool(0, Net.window(2, 0), false, Net.RELU);
        assertThat(model(net.program(value), "C").predict(new float[] {1, Float.NaN, 3, 4})[0])
                .isNaN();
    }

    @Test
    void writesEveryFloatExactly() {
        float[] floats = {
            0f,
            -0f,
            Float.NaN,
            Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY,
            Float.MIN_VALUE,
            Float.MAX_VALUE,
            0.1f,
            1e10f,
            -3.4e-20f
        };
        for (float f : floats) {
            Net net = new Net(1, 1, 1);
            int value = net.stencil(
                    0,
                    Net.window(1, 0),
                    io.github.cnnc.compiler.layer.PadMode.ZEROS,
                    List.of(List.of((double) f)),
                    Activation.NONE);
            float out = model(net.program(value), "C").predict(new float[] {1})[0];
            assertThat((Float) out).isEqualTo((Float) (f == 0 ? 0f : f));
        }
    }
}
