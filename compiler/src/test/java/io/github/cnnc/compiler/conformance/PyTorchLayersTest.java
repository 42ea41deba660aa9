package io.github.cnnc.compiler.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.cnnc.compiler.Cnnc;
import io.github.cnnc.compiler.Options;
import io.github.cnnc.compiler.load.LoadedClass;
import io.github.cnnc.compiler.machine.Unroll;
import io.github.cnnc.compiler.reference.ReferenceEvaluator;
import io.github.cnnc.runtime.Model;
import io.github.cnnc.runtime.Tensor;
import io.github.cnnc.runtime.Weights;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Layers beside PyTorch 1.13: the reference, generated loops and generated straight lines. What made the numbers stands
 * above each; {@code x} is {@code torch.arange(1., n + 1).view(1, depth, height, width)} and
 * {@code F} is {@code torch.nn.functional}.
 */
class PyTorchLayersTest {

    private static final double RELATIVE = 1e-6;

    private static float[] counting(int n) {
        float[] values = new float[n];
        IntStream.range(0, n).forEach(i -> values[i] = i + 1);
        return values;
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.trim().split("\\s+"))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private static void check(String volume, String layers, Weights weights, float[] input, double[] expected) {
        String text = "input " + volume + " layers " + layers;
        double[] reference = new ReferenceEvaluator(Cnnc.compile(text).network().network(), weights).evaluate(input);
        assertThat(reference).hasSameSizeAs(expected);
        float[] loops = Cnnc.compile(text).load().model(weights).predict(input);
        float[] lines = straight(text).model(weights).predict(input);
        for (int i = 0; i < expected.length; i++) {
            close(reference[i], expected[i], "reference, element " + i + " of " + text);
            close(loops[i], expected[i], "loops, element " + i + " of " + text);
            close(lines[i], expected[i], "lines, element " + i + " of " + text);
        }
    }

    private static void close(double actual, double expected, String what) {
        if (Double.isFinite(expected)) {
            assertThat(actual).as(what).isCloseTo(expected, within(RELATIVE * Math.abs(expected) + Float.MIN_VALUE));
        } else {
            // Boxed, for NaN is not equal to itself.
            assertThat(Double.valueOf(actual)).as(what).isEqualTo(Double.valueOf(expected));
        }
    }

    private static LoadedClass straight(String text) {
        return Cnnc.compile(text, Options.NONE.unroll(Unroll.FULL)).load();
    }

    // -- activation functions ---------------------------------------------------------------------------------------

    /**
     * {@code getattr(nn, name)()(torch.tensor([-12., -8., -5., -3., -1., -.25, -1e-3, 0., .5, 1., 2., 4., 9.])
     * .double())}; GELU with {@code x/2*math.erfc(-x/math.sqrt(2))}, for PyTorch's own cancels below -5.
     */
    @ParameterizedTest
    @CsvSource({
        "ReLU6, 0 0 0 0 0 0 0 0 0.5 1 2 4 6",
        "ELU, -0.999993855787647 -0.999664537372097 -0.993262053000915 -0.950212931632136 -0.632120558828558 "
                + "-0.221199216928595 -0.000999500214075022 0 0.5 1 2 4 9",
        "SELU, -1.75808853871169 -1.75750956422238 -1.74625336066962 -1.67056872876711 -1.11133073781256 "
                + "-0.388890197478119 -0.00175722066754211 0 0.52535049367774 1.05070098735548 2.10140197471096 "
                + "4.20280394942192 9.45630888619932",
        "GELU, -2.1317785344932424e-32 -4.9767684594174555e-15 -1.4332578593959731e-06 -0.004049694094890287 "
                + "-0.15865525393145707 -0.10032341857926907 -0.0004996010814969171 0 0.34573123063700656 "
                + "0.841344746068543 1.9544997361036416 3.9998733150326675 9",
        "SiLU, -7.37300952265766e-05 -0.00268280104373182 -0.0334642546214243 -0.1422776195327 -0.268941421369995 "
                + "-0.10945587477855 -0.00049975002374581 0 0.311229665600927 0.731058578630005 1.76159415595576 "
                + "3.92805516015163 8.99888944881612",
        "HardSigmoid, 0 0 0 0 0.333333333333333 0.458333333333333 0.499833333325417 0.5 0.583333333333333 "
                + "0.666666666666667 0.833333333333333 1 1",
        "HardSwish, 0 0 0 0 -0.333333333333333 -0.114583333333333 -0.000499833357066227 0 0.291666666666667 "
                + "0.666666666666667 1.66666666666667 4 9",
        "Softplus, 6.14419347773281e-06 0.000335406372895769 0.00671534848911807 0.0485873515737421 "
                + "0.313261687518223 0.575939419878844 0.692647305536203 0.693147180559945 0.974076984180107 "
                + "1.31326168751822 2.12692801104297 4.01814992791781 9.00012340218972"
    })
    void activates(String layer, String expected) {
        float[] x = {-12, -8, -5, -3, -1, -0.25f, -1e-3f, 0, 0.5f, 1, 2, 4, 9};
        check("1x1x13", layer, Weights.of(Map.of()), x, numbers(expected));
    }

    /** {@code getattr(F, name)(torch.tensor([nan, inf, -inf, 0., -0., -30., 25.]))}. */
    @ParameterizedTest
    @CsvSource({
        "ReLU6, NaN 6 0 0 0 0 6",
        "ELU, NaN Infinity -1 0 0 -1 25",
        "SELU, NaN Infinity -1.7580993408473766 0 0 -1.7580993408472121 26.267524683887",
        "GELU, NaN Infinity NaN 0 0 0 25",
        "SiLU, NaN Infinity NaN 0 0 -2.8072868906520524e-12 25",
        "HardSigmoid, NaN 1 0 0.5 0.5 0 1",
        "HardSwish, NaN Infinity NaN 0 0 0 25",
        "Softplus, NaN Infinity 0 0.6931471805599453 0.6931471805599453 9.357622968839299e-14 25",
        "LeakyReLU, NaN Infinity -Infinity 0 0 -0.3 25",
        "PReLU, NaN Infinity -Infinity 0 0 -7.5 25"
    })
    void keepsNotANumberAndInfinities(String layer, String expected) {
        float[] x = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 0, -0f, -30, 25};
        Map<String, Tensor> slope = Map.of("prelu1.weight", new Tensor(List.of(1), new float[] {0.25f}));
        check("7x1x1", layer, Weights.of(layer.equals("PReLU") ? slope : Map.of()), x, numbers(expected));
    }

    /** {@code p = nn.PReLU(3); p.weight.data = torch.tensor([.5, -1., 2.])}, the signs of x in turn. */
    @Test
    void activatesEachChannelWithItsSlope() {
        float[] x = {1, -2, 3, -4, 5, -6, 7, -8, 9, -10, 11, -12};
        Tensor slopes = new Tensor(List.of(3), new float[] {0.5f, -1, 2});
        double[] expected = numbers("1 -1 3 -2 5 6 7 8 9 -20 11 -24");
        check("2x2x3", "PReLU", Weights.of(Map.of("prelu1.weight", slopes)), x, expected);
    }

    // -- pooling ----------------------------------------------------------------------------------------------------

    /**
     * Windows that are larger than the padded volume, as {@code nn.AvgPool2d} and {@code nn.MaxPool2d} with
     * {@code ceil_mode=True} have them: sizes by {@code pooling_output_shape_pad_lr} of ATen's {@code native/Pool.h},
     * values by the loops of {@code native/cpu/AvgPoolKernel.cpp} and {@code MaxPoolKernel.cpp}.
     */
    @ParameterizedTest
    @CsvSource({
        "2x1x6, 'AVGPOOL(3x4, stride=3x3, pad=0x1, count_pad=false, round=ceil)', 1x1x6, 1.5 3.5 5.5 7.5 9.5 11.5",
        "2x1x6, 'AVGPOOL(3x4, stride=3x3, pad=0x1, round=ceil)', 1x1x6, 0.5 1.16666667 1.83333333 2.5 3.16666667 3.83333333",
        "2x1x6, 'POOL(3x4, stride=3x3, pad=0x1, round=ceil)', 1x1x6, 2 4 6 8 10 12",
        "1x10x2, 'AVGPOOL(4x2, stride=2x3, pad=1x1, round=ceil)', 1x4x2, 0.166666667 1.16666667 2.16666667 3.16666667 1.83333333 4.5 5.5 6.5",
        "1x10x2, 'AVGPOOL(4x2, stride=2x3, pad=1x1, count_pad=false, round=ceil)', 1x4x2, 1 3.5 6.5 9.5 11 13.5 16.5 19.5",
        "1x10x2, 'POOL(4x2, stride=2x3, pad=1x1, round=ceil)', 1x4x2, 1 4 7 10 11 14 17 20",
        "3x3x2, 'AVGPOOL(5x4, stride=4x3, pad=1x0, round=ceil)', 1x1x2, 3 8.4",
        "2x2x3, 'POOL(2, stride=3, dilation=3, round=ceil)', 1x1x3, 1 5 9"
    })
    void roundsUpToOneWindowLargerThanTheVolume(String volume, String layer, String output, String expected) {
        String text = "input " + volume + " layers " + layer;
        assertThat(Cnnc.compile(text).network().network().outputVolume()).hasToString(output);
        int size = Cnnc.compile(text).network().network().volume(0).size();
        check(volume, layer, Weights.of(Map.of()), counting(size), numbers(expected));
    }

    /** Taps that step over the last pixel: a maximum of 16 channels is one of vectors. */
    @Test
    void dilatedWindowsThatRoundUpSeeTheirTapsAlone() {
        float[] x = counting(6 * 16);
        for (int i = 5; i < x.length; i += 6) {
            x[i] = 1000;
        }
        double[] expected = new double[3 * 16];
        for (int c = 0; c < 16; c++) {
            expected[3 * c] = 6 * c + 3;
            expected[3 * c + 1] = 6 * c + 5;
            expected[3 * c + 2] = 6 * c + 5;
        }
        check("6x1x16", "POOL(2x1, stride=2x1, dilation=2, round=ceil)", Weights.of(Map.of()), x, expected);
    }

    // -- normalisation ----------------------------------------------------------------------------------------------

    /**
     * {@code nn.LocalResponseNorm(3, alpha=.5, beta=.75, k=2.)(x / 4)} and {@code nn.LocalResponseNorm(4, alpha=.5, beta=.6,
     * k=1.)(x / 4)}. ONNX LRN-13 would give others for the even size.
     */
    @ParameterizedTest
    @CsvSource({
        "'LRN(3, alpha=0.5, beta=0.75, k=2)', 0.145812169 0.282015532 0.401301235 0.499852508 0.577163994 0.635022998 "
                + "0.676356494 0.704357207 0.721979558 0.731725574 0.735605121 0.930866718",
        "'LRN(4, alpha=0.5, beta=0.6)', 0.244317755 0.469810784 0.660987139 0.809623599 0.918306649 0.994299054 "
                + "1.04558623 1.0790118 1.09981847 1.11180806 1.11766469 1.33579266"
    })
    void normalisesAcrossChannels(String layer, String expected) {
        float[] x = counting(12);
        for (int i = 0; i < x.length; i++) {
            x[i] /= 4;
        }
        check("1x1x12", layer, Weights.of(Map.of()), x, numbers(expected));
    }

    // -- moves ------------------------------------------------------------------------------------------------------

    /**
     * In turn: {@code nn.Upsample(scale_factor=2, mode='bilinear', align_corners=False)}, the same with {@code (1, 3)},
     * {@code nn.Upsample(scale_factor=(2, 3), mode='nearest')}, {@code nn.ChannelShuffle(2)}, {@code nn.ChannelShuffle(3)},
     * {@code x.chunk(3, 1)[0]}, {@code x.chunk(2, 1)[1]}.
     */
    @ParameterizedTest
    @CsvSource({
        "3x2x1, 'UPSAMPLE(2, mode=bilinear)', 1 1.25 1.75 2.25 2.75 3 1.75 2 2.5 3 3.5 3.75 3.25 3.5 4 4.5 5 5.25 "
                + "4 4.25 4.75 5.25 5.75 6",
        "3x2x1, 'UPSAMPLE(3x1, mode=bilinear)', 1 1 1.33333337 1.66666675 2 2.33333349 2.66666675 3 3 "
                + "4 4 4.33333349 4.66666651 5 5.33333349 5.66666698 6 6",
        "3x2x1, UPSAMPLE(3x2), 1 1 1 2 2 2 3 3 3 1 1 1 2 2 2 3 3 3 4 4 4 5 5 5 6 6 6 4 4 4 5 5 5 6 6 6",
        "1x1x6, SHUFFLE(2), 1 4 2 5 3 6",
        "1x1x6, SHUFFLE(3), 1 3 5 2 4 6",
        "1x1x6, 'SLICE(1, 3)', 1 2",
        "1x3x2, 'SLICE(2, 2)', 4 5 6"
    })
    void movesSixNumbers(String volume, String layer, String expected) {
        check(volume, layer, Weights.of(Map.of()), counting(6), numbers(expected));
    }

    /**
     * In turn: {@code nn.ConstantPad2d((2, 0, 1, 1), 7.)}, {@code nn.ReflectionPad2d((2, 0, 1, 2))},
     * {@code nn.ReplicationPad2d((2, 1, 0, 1))}, {@code F.pad(x, (2, 1, 0, 3), mode='circular')},
     * {@code x[:, :, 1:, :2]}, {@code x[:, :, :2, :2]}.
     */
    @ParameterizedTest
    @CsvSource({
        "'PAD([2, 0, 1, 1], value=7)', 7 7 7 7 7 7 7 1 2 3 7 7 4 5 6 7 7 7 8 9 7 7 7 7 7",
        "'PAD([2, 0, 1, 2], pad_mode=reflect)', 6 5 4 5 6 3 2 1 2 3 6 5 4 5 6 9 8 7 8 9 6 5 4 5 6 3 2 1 2 3",
        "'PAD([2, 1, 0, 1], pad_mode=replicate)', 1 1 1 2 3 3 4 4 4 5 6 6 7 7 7 8 9 9 7 7 7 8 9 9",
        "'PAD([2, 1, 0, 3], pad_mode=circular)', 2 3 1 2 3 1 5 6 4 5 6 4 8 9 7 8 9 7 2 3 1 2 3 1 5 6 4 5 6 4 8 9 7 8 9 7",
        "'CROP([0, 1, 1, 0])', 4 5 7 8",
        "'CROP(to=2x2)', 1 2 4 5"
    })
    void padsAndCropsNineNumbers(String layer, String expected) {
        check("3x3x1", layer, Weights.of(Map.of()), counting(9), numbers(expected));
    }

    /** NaN in the first pixel of the second channel. */
    @ParameterizedTest
    @CsvSource({
        "GMP, 1",
        "'LRN(3)', 0 4 8",
        "PAD(1), 21",
        "CROP(0), 4",
        "SHUFFLE(1), 4",
        "'SLICE(1, 1)', 4",
        "UPSAMPLE(2), 16 17 20 21"
    })
    void carriesNotANumber(String layer, String expected) {
        float[] x = counting(12);
        x[4] = Float.NaN;
        String text = "input 2x2x3 layers " + layer;
        Model loops = Cnnc.compile(text).load().model(Weights.of(Map.of()));
        Model lines = straight(text).model(Weights.of(Map.of()));
        assertThat(places(loops.predict(x))).isEqualTo(expected);
        assertThat(places(lines.predict(x))).isEqualTo(expected);
    }

    private static String places(float[] values) {
        return String.join(
                " ",
                IntStream.range(0, values.length)
                        .filter(i -> Float.isNaN(values[i]))
                        .mapToObj(Integer::toString)
                        .toList());
    }
}
