package io.github.cnnc.compiler.elaborate;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What other notations (PyTorch, Keras, papers) call our layers. */
final class FamiliarNames {

    private static final Map<String, String> LAYERS = Map.ofEntries(
            Map.entry("conv2d", "CONV"),
            Map.entry("convolution", "CONV"),
            Map.entry("convolution2d", "CONV"),
            Map.entry("maxpool", "POOL"),
            Map.entry("maxpool2d", "POOL"),
            Map.entry("maxpooling", "POOL"),
            Map.entry("maxpooling2d", "POOL"),
            Map.entry("avgpool2d", "AVGPOOL"),
            Map.entry("averagepool", "AVGPOOL"),
            Map.entry("averagepooling", "AVGPOOL"),
            Map.entry("averagepooling2d", "AVGPOOL"),
            Map.entry("globalavgpool", "GAP"),
            Map.entry("globalaveragepool", "GAP"),
            Map.entry("globalaveragepooling", "GAP"),
            Map.entry("globalaveragepooling2d", "GAP"),
            Map.entry("globalmaxpool", "GMP"),
            Map.entry("globalmaxpooling", "GMP"),
            Map.entry("globalmaxpooling2d", "GMP"),
            Map.entry("swish", "SiLU"),
            Map.entry("localresponsenorm", "LRN"),
            Map.entry("constantpad2d", "PAD"),
            Map.entry("zeropad2d", "PAD"),
            Map.entry("zeropadding2d", "PAD"),
            Map.entry("centercrop", "CROP"),
            Map.entry("cropping2d", "CROP"),
            Map.entry("upsampling2d", "UPSAMPLE"),
            Map.entry("channelshuffle", "SHUFFLE"),
            Map.entry("chunk", "SLICE"),
            Map.entry("split", "SLICE"),
            Map.entry("dense", "FC"),
            Map.entry("linear", "FC"),
            Map.entry("fullyconnected", "FC"),
            Map.entry("batchnorm", "BN"),
            Map.entry("batchnorm2d", "BN"),
            Map.entry("batchnormalization", "BN"),
            Map.entry("lrelu", "LeakyReLU"),
            Map.entry("logistic", "Sigmoid"),
            Map.entry("identity", "ID"),
            Map.entry("skip", "ID"));

    private FamiliarNames() {}

    /** Our name of a layer; letters alone count. */
    static Optional<String> layer(String name) {
        return Optional.ofNullable(LAYERS.get(name.toLowerCase(Locale.ROOT).replace("_", "")));
    }
}
