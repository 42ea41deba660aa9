package io.github.cnnc.runtime;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Weights files of other programs, known by their first bytes or, of those that begin with nothing special, by name. */
enum ForeignFormat {
    PYTORCH(
            Set.of("pt", "pth", "ckpt"),
            "a PyTorch file",
            "import torch",
            "from safetensors.torch import save_file",
            "state = torch.load(FILE, map_location=\"cpu\")",
            "state = state.state_dict() if hasattr(state, \"state_dict\") else state.get(\"state_dict\", state)",
            Python.SAVE),
    NPZ(
            Set.of("npz"),
            "NumPy's archive of several arrays",
            "import numpy",
            "from safetensors.numpy import save_file",
            "state = dict(numpy.load(FILE))",
            Python.SAVE),
    NPY(
            Set.of("npy"),
            "one array of NumPy; weights are a .safetensors file, or a folder with one .npy per tensor",
            "import numpy",
            "from safetensors.numpy import save_file",
            "save_file({\"conv1.weight\": numpy.load(FILE)}, \"weights.safetensors\")"),
    ONNX(
            Set.of("onnx"),
            "an ONNX model",
            "import onnx, onnx.numpy_helper",
            "from safetensors.numpy import save_file",
            "tensors = onnx.load(FILE).graph.initializer",
            "state = {t.name: onnx.numpy_helper.to_array(t) for t in tensors}",
            Python.SAVE),
    KERAS(
            Set.of("h5", "hdf5", "keras"),
            "an HDF5 or Keras file",
            "import keras",
            "from safetensors.numpy import save_file",
            "weights = keras.models.load_model(FILE).weights",
            "save_file({w.path: w.numpy().copy() for w in weights}, \"weights.safetensors\")",
            "# then transpose the kernels: grammar/README.md, \"Keras and TensorFlow\", says how"),
    TENSORFLOW(
            Set.of("pb", "index"),
            "a TensorFlow file",
            "import tensorflow",
            "from safetensors.numpy import save_file",
            "reader = tensorflow.train.load_checkpoint(FILE)",
            "names = reader.get_variable_to_shape_map()",
            "save_file({n: reader.get_tensor(n) for n in names}, \"weights.safetensors\")"),
    SHARDS(
            Set.of(),
            "the index of safetensors in several files; put them together",
            "import json",
            "from safetensors.torch import load_file, save_file",
            "state = {}",
            "for part in set(json.load(open(FILE))[\"weight_map\"].values()): state.update(load_file(part))",
            "save_file(state, \"weights.safetensors\")"),
    OTHER(
            Set.of("caffemodel", "weights", "tflite", "gguf", "mlmodel", "params", "pdparams"),
            "a weights file of another program; its tensors must be saved as safetensors"),
    LFS_POINTER(Set.of(), "no weights but Git LFS's note where they are; `git lfs pull` fetches them"),
    PAGE(Set.of(), "a web page, no weights: what was downloaded is the page about the file"),
    ARCHIVE(Set.of("zip", "gz", "tar", "7z", "xz"), "an archive; unpack it first");

    private final Set<String> suffixes;
    private final String what;
    private final List<String> python;

    ForeignFormat(Set<String> suffixes, String what, String... python) {
        this.suffixes = suffixes;
        this.what = what;
        this.python = List.of(python);
    }

    /** Throws a {@link WeightsException} that says what the file is and what to do, if it is of another format. */
    static void refuse(String file, Bytes bytes) {
        int count = (int) Math.min(bytes.length(), 1024);
        String start = new String(bytes.copy(0, count), StandardCharsets.ISO_8859_1);
        if (start.startsWith("\0\0\0\0{", 4)) {
            return; // the length of a header below 4 GB, and its brace
        }
        byBytes(start).or(() -> byName(file.toLowerCase(Locale.ROOT))).ifPresent(format -> {
            throw format.exception(file);
        });
    }

    private static Optional<ForeignFormat> byBytes(String start) {
        if (start.startsWith("PK\3\4")) {
            return Optional.of(zipped(start));
        }
        if (start.matches("(?s)\u0080[\0-\5].*")) {
            return Optional.of(PYTORCH); // a pickle, as torch.save made them before 1.6
        }
        if (start.startsWith("\u0093NUMPY")) {
            return Optional.of(NPY);
        }
        if (start.startsWith("\u0089HDF")) {
            return Optional.of(KERAS);
        }
        if (start.matches("(?s)\10[\1-\40]\22.*")) {
            return Optional.of(ONNX); // the version of its IR, then the name of its producer
        }
        if (start.startsWith("GGUF") || start.startsWith("TFL3", 4)) {
            return Optional.of(OTHER);
        }
        if (start.startsWith("version https://git-lfs")) {
            return Optional.of(LFS_POINTER);
        }
        if (start.startsWith("{") && start.contains("\"weight_map\"")) {
            return Optional.of(SHARDS);
        }
        if (start.stripLeading().toLowerCase(Locale.ROOT).matches("(?s)<(!doctype|html|\\?xml).*")) {
            return Optional.of(PAGE);
        }
        boolean packed =
                start.startsWith("\u001f\u008b") || start.startsWith("7z\u00bc") || start.startsWith("\u00fd7zXZ");
        return packed ? Optional.of(ARCHIVE) : Optional.empty();
    }

    /** By the names of what is inside. */
    private static ForeignFormat zipped(String start) {
        if (start.contains("/data.pkl") || start.contains("/.format_version") || start.contains("/byteorder")) {
            return PYTORCH;
        }
        if (start.contains("metadata.json") || start.contains("config.json")) {
            return KERAS;
        }
        return start.contains(".npy") ? NPZ : ARCHIVE;
    }

    private static Optional<ForeignFormat> byName(String name) {
        String suffix = name.substring(name.lastIndexOf('.') + 1);
        return Arrays.stream(values())
                .filter(format -> format.suffixes.contains(suffix))
                .findFirst();
    }

    private WeightsException exception(String file) {
        if (python.isEmpty()) {
            return new WeightsException(file + ": is " + what);
        }
        List<String> lines = python.stream()
                .map(line -> line.replace("FILE", Quoted.of(file)))
                .toList();
        return new WeightsException(
                file + ": is " + what + "; cnnc reads safetensors, which these lines of Python make of it", lines);
    }

    /** Lines that several have in common; an enum's own constants come too late for its values. */
    private static final class Python {
        static final String SAVE =
                "save_file(state, \"weights.safetensors\", metadata={\"order\": \"\\n\".join(state)})";
    }
}
