package io.github.cnnc.benchmarks.peer;

import io.github.cnnc.benchmarks.FoldedNetwork;
import io.github.cnnc.compiler.ir.Activation;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Param;
import io.github.cnnc.compiler.ir.Window;
import io.github.cnnc.compiler.layer.PadMode;
import io.github.cnnc.runtime.Volume;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A network as a TorchScript archive: code, a pickle that names the tensors, and their elements, as {@code torch.jit.save}
 * writes them. Of the layers those of the benchmarked networks.
 */
final class TorchScriptExport {

    private static final String ROOT = "net/";

    private final FoldedNetwork network;
    private final StringBuilder code = new StringBuilder();
    private final List<Param> tensors = new ArrayList<>();

    private TorchScriptExport(FoldedNetwork network) {
        this.network = network;
    }

    static void write(FoldedNetwork network, Path file) throws IOException {
        new TorchScriptExport(network).run(file);
    }

    private void run(Path file) throws IOException {
        // Memory format 2 is channels_last.
        line("v" + network.entry() + " = torch.contiguous(x, memory_format=2)");
        network.ops().forEach(this::add);
        line("return v" + network.program().output());
        StringBuilder text = new StringBuilder("class Net(Module):\n  __parameters__ = []\n  __buffers__ = []\n");
        for (int i = 0; i < tensors.size(); i++) {
            text.append("  w").append(i).append(" : Tensor\n");
        }
        text.append("  def forward(self: __torch__.Net,\n    x: Tensor) -> Tensor:\n")
                .append(code);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            put(zip, "version", "3\n".getBytes(StandardCharsets.UTF_8));
            put(zip, "code/__torch__.py", text.toString().getBytes(StandardCharsets.UTF_8));
            put(zip, "constants.pkl", new Pickle().emptyTuple().end());
            put(zip, "data.pkl", pickle());
            for (int i = 0; i < tensors.size(); i++) {
                put(zip, "data/" + i, raw(tensors.get(i)));
            }
        }
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(ROOT + name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    /** The elements, those of kernels in channels_last order: [filters][kernel height][kernel width][depth]. */
    private byte[] raw(Param param) {
        float[] elements = network.elements(param);
        List<Integer> shape = FoldedNetwork.shape(param);
        ByteBuffer bytes = ByteBuffer.allocate(4 * elements.length).order(ByteOrder.LITTLE_ENDIAN);
        if (shape.size() < 4) {
            bytes.asFloatBuffer().put(elements);
            return bytes.array();
        }
        int depth = shape.get(1);
        int taps = shape.get(2) * shape.get(3);
        for (int filter = 0; filter < shape.get(0); filter++) {
            for (int tap = 0; tap < taps; tap++) {
                for (int c = 0; c < depth; c++) {
                    bytes.putFloat(elements[(filter * depth + c) * taps + tap]);
                }
            }
        }
        return bytes.array();
    }

    private byte[] pickle() {
        Pickle pickle = new Pickle()
                .global("__torch__", "Net")
                .emptyTuple()
                .newObject()
                .emptyDictionary()
                .mark();
        for (int i = 0; i < tensors.size(); i++) {
            List<Integer> shape = FoldedNetwork.shape(tensors.get(i));
            pickle.string("w" + i).global("torch._utils", "_rebuild_tensor_v2").mark();
            pickle.mark()
                    .string("storage")
                    .global("torch", "FloatStorage")
                    .string(Integer.toString(i))
                    .string("cpu");
            pickle.integer(shape.stream().reduce(1, Math::multiplyExact))
                    .tuple()
                    .persistent();
            pickle.integer(0).integers(shape).integers(strides(shape)).no();
            pickle.global("collections", "OrderedDict").emptyTuple().reduce();
            pickle.tuple().reduce();
        }
        return pickle.setItems().build().end();
    }

    private static List<Integer> strides(List<Integer> shape) {
        if (shape.size() == 4) {
            int depth = shape.get(1);
            int width = shape.get(3);
            return List.of(depth * shape.get(2) * width, 1, depth * width, depth);
        }
        return shape.size() == 2 ? List.of(shape.get(1), 1) : List.of(1);
    }

    // -- code -------------------------------------------------------------------------------------------------------

    private void line(String text) {
        code.append("    ").append(text).append('\n');
    }

    private String tensor(Param param) {
        tensors.add(param);
        return "self.w" + (tensors.size() - 1);
    }

    private void define(Op op, Activation activation, String expression, Object... arguments) {
        line("v" + op.output() + " = " + activated(activation, expression.formatted(arguments)));
    }

    private static String activated(Activation activation, String x) {
        return switch (activation.function()) {
            case NONE -> x;
            case RELU -> "torch.relu_(" + x + ")";
            case RELU6 -> "torch.hardtanh_(" + x + ", 0., 6.)";
            case SIGMOID -> "torch.sigmoid(" + x + ")";
            case TANH -> "torch.tanh(" + x + ")";
            case SILU -> "torch.silu(" + x + ")";
            case HARD_SIGMOID -> "torch.hardsigmoid(" + x + ")";
            case HARD_SWISH -> "torch.hardswish(" + x + ")";
            default -> throw new IllegalStateException("no TorchScript for " + activation);
        };
    }

    private void add(Op op) {
        if (op instanceof Op.Conv c && c.padMode() == PadMode.ZEROS) {
            Window w = c.window();
            // The right and the bottom may need less than the left and the top: then the last window ends before.
            define(
                    op,
                    c.activation(),
                    "torch.conv2d(v%d, %s, %s, [%d, %d], [%d, %d], [%d, %d], %d)",
                    c.input(),
                    tensor(c.weight()),
                    c.bias().map(this::tensor).orElse("None"),
                    w.strideHeight(),
                    w.strideWidth(),
                    w.top(),
                    w.left(),
                    w.dilationHeight(),
                    w.dilationWidth(),
                    c.groups());
        } else if (op instanceof Op.Dense d) {
            define(
                    op,
                    d.activation(),
                    "torch.linear(torch.flatten(v%d, 1, -1), %s, %s)",
                    d.input(),
                    tensor(d.weight()),
                    d.bias().map(this::tensor).orElse("None"));
        } else if (op instanceof Op.MaxPool p) {
            define(
                    op,
                    p.activation(),
                    "torch.max_pool2d(v%d, %s, [1, 1], %s)",
                    p.input(),
                    window(p.window()),
                    ceil(p.window(), p.input(), p.output()));
        } else if (op instanceof Op.AvgPool p
                && volume(p.output()).width() == 1
                && volume(p.output()).height() == 1
                && !p.window().padded()) {
            define(op, p.activation(), "torch.adaptive_avg_pool2d(v%d, [1, 1])", p.input());
        } else if (op instanceof Op.AvgPool p) {
            define(
                    op,
                    p.activation(),
                    "torch.avg_pool2d(v%d, %s, %s, %s)",
                    p.input(),
                    window(p.window()),
                    ceil(p.window(), p.input(), p.output()),
                    p.countPad() ? "True" : "False");
        } else if (op instanceof Op.Activate a) {
            define(op, a.activation(), "v%d", a.input());
        } else if (op instanceof Op.Softmax s) {
            define(op, Activation.NONE, "torch.softmax(v%d, 1)", s.input());
        } else if (op instanceof Op.Add a) {
            define(op, a.activation(), chain("torch.add", a.inputs()));
        } else if (op instanceof Op.Multiply m) {
            define(op, m.activation(), chain("torch.mul", m.inputs()));
        } else if (op instanceof Op.Concat c) {
            define(
                    op,
                    Activation.NONE,
                    "torch.cat([%s], 1)",
                    c.inputs().stream().map(v -> "v" + v).collect(Collectors.joining(", ")));
        } else {
            throw new IllegalStateException("no TorchScript for " + op);
        }
    }

    private static String window(Window w) {
        return "[%d, %d], [%d, %d], [%d, %d]"
                .formatted(w.kernelHeight(), w.kernelWidth(), w.strideHeight(), w.strideWidth(), w.top(), w.left());
    }

    /** Whether the last window reaches past the padding. */
    private String ceil(Window w, int input, int output) {
        Volume in = volume(input);
        Volume out = volume(output);
        int columns = (in.width() + 2 * w.left() - w.kernelWidth()) / w.strideWidth() + 1;
        int rows = (in.height() + 2 * w.top() - w.kernelHeight()) / w.strideHeight() + 1;
        return columns < out.width() || rows < out.height() ? "True" : "False";
    }

    private static String chain(String function, List<Integer> values) {
        String sum = "v" + values.get(0);
        for (int i = 1; i < values.size(); i++) {
            sum = function + "(" + sum + ", v" + values.get(i) + ")";
        }
        return sum;
    }

    private Volume volume(int value) {
        return network.program().values().get(value);
    }
}
