package io.github.cnnc.compiler.kernel.norm;

import static io.github.cnnc.compiler.codegen.Arithmetic.at;

import io.github.cnnc.compiler.codegen.Code;
import io.github.cnnc.compiler.codegen.Literals;
import io.github.cnnc.compiler.kernel.KernelBody;
import io.github.cnnc.compiler.kernel.KernelSite;
import io.github.cnnc.compiler.layout.BufferView;
import io.github.cnnc.compiler.layout.Layout;

/** Softmax over depth at each position; the maximum is taken off first, so that nothing overflows. */
final class SoftmaxBody {

    KernelBody body(KernelSite site) {
        BufferView x = site.input();
        BufferView y = site.output();
        Layout in = x.layout();
        Layout out = y.layout();
        int depth = out.volume().depth();
        String read = x.array() + "[p + c * " + in.channelStride() + "]";
        String write = y.array() + "[o + c * " + out.channelStride() + "]";
        Code code = new Code();
        code.loop("h", out.volume().height()).loop("w", out.volume().width());
        code.line("int p = %s", at("h * " + in.rowStride() + " + w", x.index(0, 0, 0)));
        code.line("int o = %s", at("h * " + out.rowStride() + " + w", y.index(0, 0, 0)));
        code.line("float max = %s", Literals.of(Float.NEGATIVE_INFINITY));
        code.loop("c", depth).line("max = Math.max(max, %s)", read).end();
        code.line("double sum = 0d");
        code.loop("c", depth);
        code.line("double e = Math.exp((double) %s - max)", read);
        code.line("sum += e");
        code.line("%s = (float) e", write).end();
        code.loop("c", depth).line("%s = (float) (%s / sum)", write, write).end();
        return KernelBody.whole(code.end(2));
    }
}
