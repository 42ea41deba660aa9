package io.github.cnnc.compiler.kernel.move;

import static io.github.cnnc.compiler.codegen.Arithmetic.at;

import io.github.cnnc.compiler.codegen.Code;
import io.github.cnnc.compiler.kernel.KernelBody;
import io.github.cnnc.compiler.layer.PadMode;
import io.github.cnnc.compiler.layout.BufferView;
import io.github.cnnc.compiler.layout.Halo;
import io.github.cnnc.compiler.layout.Layout;
import io.github.cnnc.runtime.Volume;
import java.util.List;

/**
 * Fills a halo: left and right of each row, then the rows above and below, corners included. Zeros are written by the thread that has the
 * row beside them, for they lie in lines of the cache that it has written.
 */
public record HaloBody(BufferView place, PadMode mode) {

    /** Halos up to this are filled without a loop. */
    private static final int UNROLLED = 4;

    /** The kernel. */
    public List<KernelBody> bodies() {
        Layout layout = place.layout();
        Halo halo = layout.halo();
        int width = layout.volume().width();
        int height = layout.volume().height();
        Code code = new Code();
        if (!layout.isChw()) {
            if (mode == PadMode.ZEROS && halo.left() + halo.right() > 0) {
                zeros(code, place);
                return List.of(new KernelBody(code, height));
            }
            pixels(code, place, mode);
            return List.of(KernelBody.whole(code));
        }
        code.loop("c", layout.volume().depth());
        if (halo.left() + halo.right() > 0) {
            code.loop("h", height);
            code.line(
                    "int p = %s",
                    at("c * " + layout.channelStride() + " + h * " + layout.rowStride(), place.index(0, 0, 0)));
            columns(code, place, mode, halo.left(), true, width);
            columns(code, place, mode, halo.right(), false, width);
            code.end();
        }
        if (halo.top() + halo.bottom() > 0) {
            code.line("int r = %s", at("c * " + layout.channelStride(), place.index(0, 0, -halo.left())));
            rows(code, place, mode, halo.top(), true, height);
            rows(code, place, mode, halo.bottom(), false, height);
        }
        return List.of(KernelBody.whole(code.end()));
    }

    private static void columns(Code code, BufferView place, PadMode mode, int count, boolean before, int size) {
        String array = place.array();
        if (count <= UNROLLED) {
            for (int i = 1; i <= count; i++) {
                int to = before ? -i : size - 1 + i;
                int from = mode.source(to, size);
                code.line("%s[%s] = %s", array, at("p", to), from < 0 ? "0f" : array + "[" + at("p", from) + "]");
            }
        } else {
            code.loop("i", 1, count + 1, 1);
            String from = mode == PadMode.ZEROS ? "0f" : array + "[p + " + source(mode, before, size) + "]";
            code.line("%s[p + %s] = %s", array, before ? "-i" : (size - 1) + " + i", from)
                    .end();
        }
    }

    private static void rows(Code code, BufferView place, PadMode mode, int count, boolean before, int size) {
        if (count == 0) {
            return;
        }
        String array = place.array();
        int row = place.layout().rowStride();
        code.loop("i", 1, count + 1, 1);
        code.line("int to = r + (%s) * %d", before ? "-i" : (size - 1) + " + i", row);
        if (mode == PadMode.ZEROS) {
            code.loop("j", row).line("%s[to + j] = 0f", array).end();
        } else {
            code.line(
                    "System.arraycopy(%s, r + (%s) * %d, %s, to, %d)",
                    array, source(mode, before, size), row, array, row);
        }
        code.end();
    }

    /** What the i-th place before or after the volume shows, i from 1; see {@link PadMode#source}. */
    private static String source(PadMode mode, boolean before, int size) {
        return switch (mode) {
            case ZEROS -> throw new IllegalArgumentException("zeros come from nowhere");
            case REFLECT -> before ? "i" : (size - 1) + " - i";
            case REPLICATE -> before ? "0" : String.valueOf(size - 1);
            case CIRCULAR -> before ? size + " - i" : "i - 1";
        };
    }

    /** Zeros beside row {@code u}, above the first and below the last. */
    private static void zeros(Code code, BufferView place) {
        Layout layout = place.layout();
        Halo halo = layout.halo();
        code.line("int p = %s", at("u * " + layout.rowStride(), place.index(0, 0, 0)));
        pixels(code, place, PadMode.ZEROS, halo.left(), true);
        pixels(code, place, PadMode.ZEROS, halo.right(), false);
        if (halo.top() > 0) {
            code.begin("if (u == 0)");
            rows(code, place, PadMode.ZEROS, halo.top(), true);
            code.end();
        }
        if (halo.bottom() > 0) {
            code.begin("if (u == %d)", layout.volume().height() - 1);
            rows(code, place, PadMode.ZEROS, halo.bottom(), false);
            code.end();
        }
    }

    /** Of channels: runs of pixels, each with all its channels. */
    private static void pixels(Code code, BufferView place, PadMode mode) {
        Layout layout = place.layout();
        Halo halo = layout.halo();
        Volume volume = layout.volume();
        if (halo.left() + halo.right() > 0) {
            code.loop("h", volume.height());
            code.line("int p = %s", at("h * " + layout.rowStride(), place.index(0, 0, 0)));
            pixels(code, place, mode, halo.left(), true);
            pixels(code, place, mode, halo.right(), false);
            code.end();
        }
        rows(code, place, mode, halo.top(), true);
        rows(code, place, mode, halo.bottom(), false);
    }

    private static void pixels(Code code, BufferView place, PadMode mode, int count, boolean before) {
        Volume volume = place.layout().volume();
        int width = volume.width();
        int pitch = place.layout().pixelStride();
        if (count > UNROLLED) {
            runs(code, place.array(), mode, count, before, width, "p", pitch, volume.depth());
            return;
        }
        for (int i = 1; i <= count; i++) {
            int to = before ? -i : width - 1 + i;
            pixel(code, place.array(), to, mode.source(to, width), place.layout());
        }
    }

    private static void rows(Code code, BufferView place, PadMode mode, int count, boolean before) {
        int height = place.layout().volume().height();
        int row = place.layout().rowStride();
        if (count > UNROLLED) {
            String first =
                    String.valueOf(place.index(0, 0, -place.layout().halo().left()));
            runs(code, place.array(), mode, count, before, height, first, row, row);
            return;
        }
        for (int i = 1; i <= count; i++) {
            int to = before ? -i : height - 1 + i;
            row(code, place, to, mode.source(to, height));
        }
    }

    /**
     * A loop over runs before or after those of the volume.
     *
     * @param size how many the volume has
     * @param first where its first begins
     * @param pitch from one to the next
     * @param length floats of each
     */
    private static void runs(
            Code code,
            String array,
            PadMode mode,
            int count,
            boolean before,
            int size,
            String first,
            int pitch,
            int length) {
        code.loop("i", 1, count + 1, 1);
        code.line("int to = %s + (%s) * %d", first, before ? "-i" : (size - 1) + " + i", pitch);
        if (mode == PadMode.ZEROS) {
            code.line("Arrays.fill(%s, to, to + %d, 0f)", array, length);
        } else {
            String from = source(mode, before, size);
            code.line("System.arraycopy(%s, %s + (%s) * %d, %s, to, %d)", array, first, from, pitch, array, length);
        }
        code.end();
    }

    private static void pixel(Code code, String array, int to, int from, Layout layout) {
        int depth = layout.volume().depth();
        if (from < 0) {
            code.line(
                    "Arrays.fill(%s, %s, %s, 0f)",
                    array, at("p", to * layout.pixelStride()), at("p", to * layout.pixelStride() + depth));
        } else {
            code.line(
                    "System.arraycopy(%s, %s, %s, %s, %d)",
                    array, at("p", from * layout.pixelStride()), array, at("p", to * layout.pixelStride()), depth);
        }
    }

    private static void row(Code code, BufferView place, int to, int from) {
        Layout layout = place.layout();
        int first = place.index(0, to, -layout.halo().left());
        if (from < 0) {
            code.line("Arrays.fill(%s, %d, %d, 0f)", place.array(), first, first + layout.rowStride());
        } else {
            code.line(
                    "System.arraycopy(%s, %d, %s, %d, %d)",
                    place.array(),
                    place.index(0, from, -layout.halo().left()),
                    place.array(),
                    first,
                    layout.rowStride());
        }
    }
}
