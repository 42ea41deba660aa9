package io.github.cnnc.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * The inputs of a run, folders taken apart.
 *
 * @param files in the order given, those of a folder by name
 * @param single whether the user named one file and nothing else
 * @param skipped how many files of folders are no inputs; hidden ones do not count
 */
record Inputs(List<Path> files, boolean single, int skipped) {

    Inputs {
        files = List.copyOf(files);
    }

    /** Files as they are, folders as what is in them. */
    static Inputs of(List<Path> given) throws IOException {
        List<Path> files = new ArrayList<>();
        int skipped = 0;
        for (Path path : given) {
            if (!Files.isDirectory(path)) {
                files.add(path);
                continue;
            }
            List<Path> inside = filesIn(path);
            List<Path> inputs = inside.stream().filter(Inputs::isInput).toList();
            if (inputs.isEmpty()) {
                throw new UserError("there are no pictures in " + path);
            }
            files.addAll(inputs);
            skipped += inside.size() - inputs.size();
        }
        return new Inputs(files, given.size() == 1 && !Files.isDirectory(given.get(0)), skipped);
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> listing = Files.list(folder)) {
            return listing.filter(Files::isRegularFile)
                    .filter(file -> !isHidden(file))
                    .sorted()
                    .toList();
        }
    }

    /** Such as {@code ._x.png}, in which macOS keeps what it knows of x.png. */
    private static boolean isHidden(Path file) {
        return file.getFileName().toString().startsWith(".");
    }

    private static boolean isInput(Path file) {
        String name = file.getFileName().toString();
        String suffix = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        Set<String> readable = new TreeSet<>(List.of(ImageIO.getReaderFileSuffixes()));
        return name.contains(".") && (suffix.equals("npy") || readable.contains(suffix));
    }
}
