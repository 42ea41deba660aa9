package io.github.cnnc.cli;

import io.github.cnnc.compiler.emit.JavaSource;
import io.github.cnnc.runtime.Model;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A jar with a generated class, its weights and, unless it is to stand beside others, the runtime. Equal contents make equal bytes: entries have a fixed order
 * and time and are stored, since what deflate makes of them differs between versions of zlib.
 *
 * @param classFiles by binary name
 * @param weights a safetensors file, which becomes a resource beside the class
 * @param withRuntime whether the runtime's classes are in it; on a module path only one jar may have them
 */
record StandaloneJar(
        JavaSource java, Map<String, byte[]> classFiles, Optional<Destination.Content> weights, boolean withRuntime) {

    /** Local time, as zip has it. In January 1980 the zone would come in: see {@link ZipEntry#setTimeLocal}. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private static final String RUNTIME = Model.class.getPackageName().replace('.', '/');

    /** The name of the weights as a resource beside the class. */
    static String resource(JavaSource java) {
        return java.className() + ".safetensors";
    }

    /** Writes the jar. */
    void writeTo(OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.setMethod(ZipOutputStream.STORED);
        write(zip);
        zip.finish();
    }

    private void write(ZipOutputStream zip) throws IOException {
        add(zip, "META-INF/MANIFEST.MF", manifest().getBytes(StandardCharsets.UTF_8));
        Map<String, byte[]> classes = new TreeMap<>(withRuntime ? runtime() : Map.of());
        classFiles.forEach((name, bytes) -> classes.put(name.replace('.', '/') + ".class", bytes));
        for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
            add(zip, entry.getKey(), entry.getValue());
        }
        if (weights.isPresent()) {
            String folder = java.path().substring(0, java.path().lastIndexOf('/') + 1);
            add(zip, folder + resource(java), weights.get());
        }
    }

    /** The class's name is the module's: no other network has it. Without a package a class is in no module (JLS 7.4.2). */
    private String manifest() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (!java.packageName().isEmpty()) {
            manifest.getMainAttributes().put(new Attributes.Name("Automatic-Module-Name"), java.qualifiedName());
        }
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        manifest.write(text);
        return text.toString(StandardCharsets.UTF_8);
    }

    private static void add(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        add(zip, name, out -> out.write(bytes));
    }

    /** Writes the content twice: a stored entry begins with its size and checksum. */
    private static void add(ZipOutputStream zip, String name, Destination.Content content) throws IOException {
        Tally tally = new Tally();
        content.writeTo(tally);
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(TIME);
        entry.setSize(tally.size);
        entry.setCrc(tally.checksum.getValue());
        zip.putNextEntry(entry);
        content.writeTo(zip);
        zip.closeEntry();
    }

    /** Counts what is written and keeps none of it. */
    private static final class Tally extends OutputStream {
        private final CRC32 checksum = new CRC32();
        private long size;

        @Override
        public void write(int value) {
            checksum.update(value);
            size++;
        }

        @Override
        public void write(byte[] bytes, int from, int count) {
            checksum.update(bytes, from, count);
            size += count;
        }
    }

    /** The runtime's classes by entry name. */
    private static Map<String, byte[]> runtime() throws IOException {
        Path home = home();
        if (Files.isDirectory(home)) {
            return classesBelow(home);
        }
        try (FileSystem zip = FileSystems.newFileSystem(home)) {
            return classesBelow(zip.getPath("/"));
        }
    }

    /** Where this program has the runtime from: a jar, or a folder in tests. */
    static Path home() {
        try {
            return Path.of(Model.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Zip has slashes, whatever the file system has. */
    private static String entryName(Path root, Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    private static Map<String, byte[]> classesBelow(Path root) throws IOException {
        Map<String, byte[]> classes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root.resolve(RUNTIME))) {
            for (Path file : List.copyOf(files.toList())) {
                String name = file.getFileName().toString();
                if (name.endsWith(".class") && !name.equals("package-info.class")) {
                    classes.put(entryName(root, file), Files.readAllBytes(file));
                }
            }
        }
        return classes;
    }
}
