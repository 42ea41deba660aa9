package io.github.cnnc.compiler.draw;

import io.github.cnnc.compiler.Cnnc;
import io.github.cnnc.compiler.Compilation;
import io.github.cnnc.compiler.Options;
import io.github.cnnc.compiler.samples.SampleFiles;
import java.util.List;
import java.util.stream.Stream;

/** Drawings for tests. */
final class Pictures {

    /** GoogLeNet (Szegedy et al. 2015) as torchvision has it. */
    static final String GOOGLENET = """
            network GoogLeNet(classes = 1000)
            input   224x224x3
            default CONV(bias=false), POOL(3x3, stride=2, round=ceil)
            block   Unit(k, f, s=1, p=0) = CONV(k, f, stride=s, pad=p, round=floor) - BN - ReLU
            block   Inception(a, b, c, d, e, f) = { Unit(a, 1x1) | Unit(b, 1x1) - Unit(c, 3x3, 1, 1)
                      | Unit(d, 1x1) - Unit(e, 3x3, 1, 1) | POOL(3x3, stride=1, pad=1) - Unit(f, 1x1) }
            layers  Unit(64, 7x7, 2, 3) - POOL - Unit(64, 1x1) - Unit(192, 3x3, 1, 1) - POOL,
                    Inception(64, 96, 128, 16, 32, 32) - Inception(128, 128, 192, 32, 96, 64) - POOL,
                    Inception(192, 96, 208, 16, 48, 64) - Inception(160, 112, 224, 24, 64, 64),
                    Inception(128, 128, 256, 24, 64, 64) - Inception(112, 144, 288, 32, 64, 64),
                    Inception(256, 160, 320, 32, 128, 128) - POOL(2x2, stride=2),
                    Inception(256, 160, 320, 32, 128, 128) - Inception(384, 192, 384, 48, 128, 128),
                    GAP - DROPOUT(0.2) - FC(classes)
            expect  params 6_624_904
            """;

    /** Forks in forks, gates, equal branches, joined identities, a flattened volume. */
    static final String ODD = """
            input  57x33x64
            block  Gate(k, r) = { ID & GAP - FC(k/r) - ReLU - FC(k) - Sigmoid }
            block  Dense(k) = { ID | BN - ReLU - CONV(4*k, 1x1) - BN - ReLU - CONV(k, 3x3, pad=1) }
            layers Dense(32)*3 - Gate(160, 16) - { CONV(8, 3x3, pad=1) | CONV(8, 3x3, pad=1) | CONV(8, 3x3, pad=1) },
                   { { CONV(16, 1x1) - ReLU + CONV(16, 5x5, pad=2) - BN } - ReLU | ID | AVGPOOL(3x3, stride=1, pad=1) },
                   { ID + ID } - (CONV(8, 1x1) - { CONV(16, 1x1) - CONV(4, 1x1) + CONV(4, 1x1, groups=4) })*3,
                   FILTER([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]) - FLATTEN - FC(10) - Sigmoid
            """;

    /** A stacked hourglass's half: what skips a level has layers of its own. */
    static final String HOURGLASS = """
            network Hourglass
            input   64x64x3
            default CONV(3x3, pad=1)
            block   Res(k) = { CONV(k, 1x1, pad=0) - ReLU - CONV(k) + CONV(k, 1x1, pad=0) } - ReLU
            layers  CONV(16, stride=2, round=floor) - ReLU - Res(32),
                    { Res(32) + POOL - Res(32) - { POOL - Res(64) - Res(32) - UPSAMPLE(2) + Res(32) } - Res(32) - UPSAMPLE(2) },
                    CONV(8, 1x1, pad=0) - GAP - SOFTMAX(4)
            """;

    private Pictures() {}

    static Drawing of(String text) {
        Compilation compilation = Cnnc.compile(text);
        return compilation.drawing();
    }

    static Drawing ofSample(String name) {
        Options options = name.equals("lecture/formula.cnn")
                ? Options.NONE
                        .define("N", "2")
                        .define("M", "3")
                        .define("K", "1")
                        .input("32x32x3")
                : Options.NONE;
        return SampleFiles.compile(name, options).drawing();
    }

    /** Every sample by its name, and those above. */
    static List<String> names() {
        return Stream.concat(SampleFiles.all().stream(), Stream.of("GoogLeNet", "odd", "hourglass"))
                .toList();
    }

    static Drawing named(String name) {
        return switch (name) {
            case "GoogLeNet" -> of(GOOGLENET);
            case "odd" -> of(ODD);
            case "hourglass" -> of(HOURGLASS);
            default -> ofSample(name);
        };
    }
}
