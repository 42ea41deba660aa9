package io.github.cnnc.runtime;

/**
 * What a model takes: the volume and, for pictures, the meaning of its channels. Scaling, mean and standard deviation
 * are compiled into the model, so that a picture goes in with its values as they are, 0 to 255.
 *
 * @param volume the volume that enters
 * @param channels how a picture's colours become channels
 */
public record InputFormat(Volume volume, Channels channels) {

    /** The meaning of the input's channels. */
    public enum Channels {
        /** Red, green, blue. */
        RGB(3),
        /** Blue, green, red, as OpenCV and Caffe have it. */
        BGR(3),
        /** One channel of luminance. */
        GRAY(1),
        /** Not a picture: only arrays of numbers go in. */
        NONE(0);

        private final int depth;

        Channels(int depth) {
            this.depth = depth;
        }

        /** The number of channels a picture has in this format; 0 where no picture can go in. */
        public int depth() {
            return depth;
        }
    }

    public InputFormat {
        if (channels != Channels.NONE && channels.depth() != volume.depth()) {
            throw new IllegalArgumentException(
                    channels + " needs a depth of " + channels.depth() + ", not " + volume.depth());
        }
    }
}
