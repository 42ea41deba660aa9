package io.github.cnnc.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An immutable set of named tensors: what a network learned.
 *
 * <p>Names and shapes are PyTorch's: {@code conv1.weight} [filters, depth/groups, kernel height, kernel width]. Weights
 * files are untrusted: a damaged one is a {@link WeightsException}, whatever the damage.
 *
 * <p>Weights read from a safetensors file stay in that file and become arrays one tensor at a time when asked for. If the
 * file is cut short meanwhile, that is an {@link java.io.UncheckedIOException}.
 */
public final class Weights {

    /** What an array can have on every JVM. */
    private static final int MAX_BYTES = Integer.MAX_VALUE - 8;

    private final String origin;
    private final StoredTensors stored;
    private final Map<String, StoredTensor> tensors;
    private final boolean byOrder;

    private Weights(String origin, StoredTensors stored) {
        this(origin, stored, false);
    }

    private Weights(String origin, StoredTensors stored, boolean byOrder) {
        this.origin = origin;
        this.stored = stored;
        this.byOrder = byOrder;
        this.tensors = stored.readable();
    }

    private Weights(String origin, Map<String, StoredTensor> tensors) {
        this(origin, StoredTensors.of(tensors));
    }

    /**
     * The tensors of a safetensors file, of dtype F32, F64, F16 or BF16. Others are left out, see {@link #leftOut}.
     *
     * @throws IOException where the file cannot be read, or is no regular file but a folder or device
     * @throws WeightsException where it is damaged or of another format; names the file
     */
    public static Weights read(Path safetensors) throws IOException {
        return new Weights(safetensors.toString(), Safetensors.read(safetensors.toString(), Bytes.of(safetensors)));
    }

    /**
     * The tensors of a safetensors file that comes from anywhere, a resource or the net. All of it is kept in memory.
     *
     * @param safetensors read to its end, or to 2 GB; not closed
     * @throws IOException where it cannot be read
     * @throws WeightsException where it is damaged, holds numbers of another type, or is longer than 2 GB
     */
    public static Weights read(InputStream safetensors) throws IOException {
        return read("the stream", safetensors);
    }

    private static Weights read(String origin, InputStream safetensors) throws IOException {
        byte[] bytes = safetensors.readNBytes(MAX_BYTES);
        if (bytes.length == MAX_BYTES && safetensors.read() >= 0) {
            throw new WeightsException(origin + ": has more than " + MAX_BYTES + " bytes, which only a file may have");
        }
        return new Weights(origin, Safetensors.read(origin, Bytes.of(bytes)));
    }

    /**
     * The tensors of a safetensors file in memory.
     *
     * @param safetensors not copied: do not change it
     * @throws WeightsException where it is damaged or holds numbers of another type
     */
    public static Weights read(byte[] safetensors) {
        return new Weights("the bytes", Safetensors.read("the bytes", Bytes.of(safetensors)));
    }

    /**
     * The tensors of a folder, one {@code <tensor>.npy} each, in the order of their names; hidden files are none.
     *
     * @throws IOException where the folder or a file cannot be read
     * @throws WeightsException where a file is damaged; names it
     */
    public static Weights readNpy(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> listing = Files.newDirectoryStream(folder, "*.npy")) {
            listing.forEach(files::add);
        }
        files.removeIf(file -> file.getFileName().toString().startsWith("."));
        Collections.sort(files);
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        for (Path file : files) {
            String name = file.getFileName().toString();
            tensors.put(name.substring(0, name.length() - ".npy".length()), StoredTensor.of(Npy.read(file)));
        }
        return new Weights(folder.toString(), tensors);
    }

    /**
     * The tensors of a safetensors file on the class path, or in a module that opens the package it lies in. From a package that is not
     * open, {@code read(owner.getResourceAsStream(name))} reads it, where the owner's module itself asks.
     *
     * @param owner the class beside which it lies
     * @param name as in {@link Class#getResource}
     * @throws IOException where there is no such resource, or its module does not show it
     * @throws WeightsException where it is damaged; names it
     */
    public static Weights resource(Class<?> owner, String name) throws IOException {
        try (InputStream in = owner.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(Resources.whyNot(owner, name));
            }
            return read(name, in);
        }
    }

    /**
     * The tensors of a map, in its order; their arrays are not copied.
     *
     * @throws IllegalArgumentException for the name {@code __metadata__}, which safetensors reserves
     */
    public static Weights of(Map<String, Tensor> tensors) {
        if (tensors.containsKey(Safetensors.METADATA)) {
            throw new IllegalArgumentException("no tensor may have the name " + Safetensors.METADATA);
        }
        Map<String, StoredTensor> stored = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> stored.put(name, StoredTensor.of(tensor)));
        return new Weights("weights in memory", stored);
    }

    /**
     * Random weights of a sensible scale for a network that was not trained: He's normal initialisation for kernels,
     * small biases, batch normalisations near the identity. The same seed gives the same bits on every JDK.
     */
    public static Weights random(List<TensorSpec> specs, long seed) {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        for (TensorSpec spec : specs) {
            tensors.put(spec.name(), new StoredTensor(spec.shape(), () -> RandomTensor.elements(spec, seed)));
        }
        return new Weights("random weights", tensors);
    }

    /** The names and shapes of the tensors, in order, without PyTorch's {@code num_batches_tracked}. */
    public List<TensorSpec> specs() {
        return stored.specs();
    }

    /**
     * The tensors of the file that no network needs: whole numbers, such as a count of updates. {@code num_batches_tracked}
     * is not among them.
     *
     * @return name, shape and type of each, for people
     */
    public List<String> leftOut() {
        return stored.unread().stream()
                .filter(UnreadTensor::isInteger)
                .map(UnreadTensor::toString)
                .toList();
    }

    /** The names of the tensors, in order. */
    public List<String> names() {
        return List.copyOf(tensors.keySet());
    }

    /** The tensor of a name. From a file or a seed it is a new array each time; do not change it all the same. */
    public Optional<Tensor> get(String name) {
        return Optional.ofNullable(tensors.get(name)).map(StoredTensor::tensor);
    }

    /**
     * Copies a tensor's elements to the front of an array that may be longer: weights from a file make no array for it.
     *
     * @param name one of {@link #names}
     * @param to at least as long as the tensor has elements
     * @throws IllegalArgumentException where there is no tensor of the name, or the array is shorter
     */
    public void copy(String name, float[] to) {
        StoredTensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("there is no tensor " + Quoted.of(name));
        }
        if (to.length < tensor.size()) {
            throw new IllegalArgumentException(
                    Quoted.of(name) + " has " + tensor.size() + " elements, the array " + to.length);
        }
        tensor.elements().copy(to);
    }

    /**
     * The tensors a network needs, in the order and under the names of the specs.
     *
     * <p>Extra tensors are problems, since a network that ignores part of its weights is not the one that was trained;
     * only {@code num_batches_tracked} and {@link #leftOut} may be over.
     *
     * @throws WeightsException that lists every missing, extra and mis-shaped tensor
     */
    public Weights matching(List<TensorSpec> specs) {
        if (byOrder) {
            return renamed(pairedByOrder(specs));
        }
        MatchReport report = new MatchReport(stored, specs);
        if (!report.matches()) {
            throw report.exception(origin);
        }
        Map<String, StoredTensor> matching = new LinkedHashMap<>();
        specs.forEach(spec -> matching.put(spec.name(), tensors.get(spec.name())));
        return new Weights(origin, matching);
    }

    /** The arrays of {@link #matching}, all at once; not to be changed. */
    public float[][] match(List<TensorSpec> specs) {
        Weights matching = matching(specs);
        return specs.stream()
                .map(spec -> matching.tensors.get(spec.name()).array())
                .toArray(float[][]::new);
    }

    /**
     * The same weights, but their tensors and those of a network are paired by order and shape, whatever their names: what to
     * do with a PyTorch file whose names are others, {@code new MyNetwork(Weights.read(file).byOrder())}.
     *
     * <p>The order is that of the network's layers on one side. On the other it is the one that the file's metadata tell: in
     * Python {@code save_file(state, file, metadata={"order": "\n".join(state)})}. Without it, PyTorch's files are sorted by name
     * and the order is lost; then the names tell as much of it as they can, modules by their numbers, and there must be one
     * order alone in which all shapes agree. Where there is none or another one, {@link #matching} throws and says why.
     */
    public Weights byOrder() {
        return new Weights(origin, stored, true);
    }

    /**
     * The pairs of {@link #byOrder}, to be looked at: for each name of a network, in order, that of the tensor here.
     *
     * @throws WeightsException where there is no such order or more than one, and says why
     */
    public Map<String, String> pairedByOrder(List<TensorSpec> specs) {
        OrderMatch match = OrderMatch.of(specs, stored);
        if (!match.matches()) {
            throw new WeightsException(origin + ": cannot be matched by order", match.problems());
        }
        Map<String, String> pairs = new LinkedHashMap<>();
        for (int i = 0; i < specs.size(); i++) {
            pairs.put(specs.get(i).name(), match.names().get(i));
        }
        return pairs;
    }

    /**
     * The same tensors under the names they are paired with, in that order, to be written.
     *
     * @param pairs from the new name to that of the tensor here, as of {@link #pairedByOrder}
     */
    public Weights renamed(Map<String, String> pairs) {
        Map<String, StoredTensor> renamed = new LinkedHashMap<>();
        pairs.forEach((name, found) -> renamed.put(name, tensors.get(found)));
        return new Weights(origin, StoredTensors.of(renamed));
    }

    /** Writes safetensors, every element F32, tensors in order; equal weights make equal bytes. */
    public void write(Path safetensors) throws IOException {
        SafetensorsWriter.write(safetensors, tensors);
    }

    /** The same to a stream, which stays open. */
    public void write(OutputStream safetensors) throws IOException {
        SafetensorsWriter.write(safetensors, tensors);
    }
}
