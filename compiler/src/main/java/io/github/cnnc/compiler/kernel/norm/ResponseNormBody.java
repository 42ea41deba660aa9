package io.github.cnnc.compiler.kernel.norm;

import static io.github.cnnc.compiler.codegen.Arithmetic.at;

import io.github.cnnc.compiler.codegen.Arithmetic;
import io.github.cnnc.compiler.codegen.Code;
import io.github.cnnc.compiler.codegen.Literals;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.kernel.KernelBody;
import io.github.cnnc.compiler.kernel.KernelSite;
import io.github.cnnc.compiler.layout.BufferView;
import io.github.cnnc.compiler.layout.Layout;

/** Local response normalisation: at each element a sum over the channels around it. */
public record ResponseNormBody(Op.ResponseNorm norm, Arithmetic arithmetic) {

    KernelBody body(KernelSite site) {
        BufferView x = site.input();
        BufferView y = site.output();
        Layout in = x.layout();
        Layout out = y.layout();
        int depth = in.volume().depth();
        Code code = new Code();
        code.loop("c", depth);
        code.line("int from = Math.max(%s, 0)", at("c", -norm.before()));
        code.line("int to = %s", at("Math.min(c, " + (depth - 1 - norm.after()) + ")", norm.after()));
        code.loop("h", in.volume().height()).loop("w", in.volume().width());
        code.line("int p = %s", at("h * " + in.rowStride() + " + w", x.index(0, 0, 0)));
        code.line("float a = 0f");
        code.begin("for (int j = from; j <= to; j++)");
        code.line("float v = %s[p + j * %d]", x.array(), in.channelStride());
        code.line(arithmetic.mac("a", "v", "v")).end();
        code.line("float v = %s[p + c * %d]", x.array(), in.channelStride());
        String element = at("c * " + out.channelStride() + " + h * " + out.rowStride() + " + w", y.index(0, 0, 0));
        code.line("%s[%s] = %s", y.array(), element, normalised(norm, "v", "a"));
        return KernelBody.whole(code.end(3));
    }

    /** What an element becomes by the sum of the squares around it. */
    public static String normalised(Op.ResponseNorm norm, String element, String squares) {
        String base = "(" + Literals.of(norm.k()) + " + " + Literals.of(norm.scale()) + " * " + squares + ")";
        String power = "Math.pow(" + base + ", " + Literals.of(norm.beta()) + ")";
        if (norm.beta() == 0.75) {
            // Everybody's beta; two roots are several times as fast as a power.
            String root = "Math.sqrt(" + base + ")";
            power = "(" + root + " * Math.sqrt(" + root + "))";
        }
        return "(float) (" + element + " / " + power + ")";
    }
}
