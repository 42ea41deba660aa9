package io.github.cnnc.compiler.draw;

import io.github.cnnc.runtime.Volume;
import java.util.List;

/**
 * How large volumes are drawn: with the square root of their sizes. True to scale, 224x224x64 beside 1x1x4096 would be a sheet
 * beside a hair; with logarithms, 112 would look like 224.
 *
 * @param face pixels for the root of a width or height
 * @param depth pixels for the root of a depth
 */
record Scale(double face, double depth) {

    private static final double TALLEST = 104;
    private static final double LEAST = 9;
    private static final double LARGEST_UNIT = 22;
    private static final double THICKEST = 62;
    private static final double THINNEST = 4;

    /** A network of few channels is not drawn as thick as one of thousands. */
    private static final int USUAL_DEPTH = 512;

    /** What is deeper looks as deep as this: a flattened picture would make everything else a sheet. */
    private static final int DEEPEST = 4096;

    /** Cabinet projection: receding edges at half length, at an angle of 37 degrees (3-4-5). */
    private static final double RUN = 0.4;

    private static final double RISE = 0.3;

    static Scale of(Drawing drawing) {
        Sizes sizes = new Sizes(
                        Math.max(drawing.input().width(), drawing.input().height()),
                        drawing.input().depth())
                .with(drawing.parts());
        return new Scale(
                Math.min(LARGEST_UNIT, TALLEST / Math.sqrt(sizes.face())),
                THICKEST / Math.sqrt(Math.min(DEEPEST, Math.max(USUAL_DEPTH, sizes.depth()))));
    }

    double height(Volume volume) {
        return side(volume.height());
    }

    double thickness(Volume volume) {
        return THINNEST + depth * Math.sqrt(Math.min(DEEPEST, volume.depth()));
    }

    double run(Volume volume) {
        return RUN * side(volume.width());
    }

    double rise(Volume volume) {
        return RISE * side(volume.width());
    }

    private double side(int size) {
        return Math.max(LEAST, face * Math.sqrt(size));
    }

    /** The largest sizes. */
    private record Sizes(int face, int depth) {

        Sizes with(List<Part> parts) {
            Sizes sizes = this;
            for (Part part : parts) {
                sizes = sizes.with(part.volumes().first()).with(part.volume());
                if (part instanceof Part.Repeat repeat) {
                    sizes = sizes.with(repeat.parts());
                } else if (part instanceof Part.Fork fork) {
                    for (Part.Branch branch : fork.branches()) {
                        sizes = sizes.with(branch.parts());
                    }
                }
            }
            return sizes;
        }

        private Sizes with(Volume volume) {
            return new Sizes(
                    Math.max(face, Math.max(volume.width(), volume.height())), Math.max(depth, volume.depth()));
        }
    }
}
