package io.github.cnnc.compiler.kernel.conv;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.emit.Net;
import io.github.cnnc.compiler.ir.Operation;
import io.github.cnnc.compiler.ir.Program;
import org.junit.jupiter.api.Test;

class PixelBlocksTest {

    /** 505 pixels in fifty blocks of eleven had their end computed by the last five of them. */
    @Test
    void everyBlockOfALineHasPixelsOfItsOwn() {
        for (int width : new int[] {1, 2, 5, 7}) {
            for (int height = 1; height <= 150; height++) {
                Net net = new Net(width, height, 1);
                Program program = net.program(net.conv(0, 1, Net.window(1, 0), Net.RELU));
                ConvShape shape = ConvShape.of(Operation.of(program.ops().get(0), program));
                for (int rows : new int[] {1, 2, 4, 7}) {
                    PixelBlocks blocks = PixelBlocks.of(shape, new FilterLoops(1, 8, rows), true);
                    assertThat((blocks.blocks() - 1) * blocks.width())
                            .as(width + "x" + height + ", " + rows + " rows")
                            .isLessThan(width * height)
                            .isGreaterThanOrEqualTo(width * height - blocks.width());
                }
            }
        }
    }
}
