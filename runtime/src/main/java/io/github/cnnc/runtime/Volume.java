package io.github.cnnc.runtime;

/**
 * The size of a volume of activations: width x height x depth, in the lecture's order.
 *
 * <p>In memory the elements lie in depth, height, width order (CHW): element (x, y, channel) is at
 * {@code (channel * height + y) * width + x}.
 *
 * @param width columns, at least 1
 * @param height rows, at least 1
 * @param depth channels, at least 1
 */
public record Volume(int width, int height, int depth) {

    /** Throws {@link IllegalArgumentException} for a size below 1 or a volume of more than 2^31-1 elements. */
    public Volume {
        if (width < 1 || height < 1 || depth < 1) {
            throw new IllegalArgumentException(
                    "a volume needs sizes of at least 1, not " + width + "x" + height + "x" + depth);
        }
        if ((long) width * height > Integer.MAX_VALUE || (long) width * height * depth > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(width + "x" + height + "x" + depth + " has more than 2^31-1 elements");
        }
    }

    /** The number of elements, width * height * depth. */
    public int size() {
        return width * height * depth;
    }

    /** The position of an element in CHW order. */
    public int index(int channel, int y, int x) {
        return (channel * height + y) * width + x;
    }

    /** {@code 224x224x3}. */
    @Override
    public String toString() {
        return width + "x" + height + "x" + depth;
    }
}
