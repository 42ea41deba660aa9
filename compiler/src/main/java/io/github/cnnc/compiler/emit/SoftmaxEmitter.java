package io.github.cnnc.compiler.emit;

import static io.github.cnnc.compiler.emit.Arithmetic.at;

import io.github.cnnc.compiler.plan.Layout;
import io.github.cnnc.compiler.plan.Placement;
import io.github.cnnc.compiler.plan.Step;
import java.util.List;

/** Softmax over depth at each position; the maximum is taken off first, so that nothing overflows. */
final class SoftmaxEmitter implements KernelEmitter<Step.Compute> {

    @Override
    public List<KernelBody> bodies(Step.Compute step, Arithmetic arithmetic) {
        Placement x = step.inputs().get(0);
        Placement y = step.output();
        Layout in = x.layout();
        Layout out = y.layout();
        int depth = out.volume().depth();
        String read = x.array() + "[p + c * " + in.plane() + "]";
        String write = y.array() + "[o + c * " + out.plane() + "]";
        Code code = new Code();
        code.loop("h", out.volume().height()).loop("w", out.volume().width());
        code.line("int p = %s", at("h * " + in.row() + " + w", x.index(0, 0, 0)));
        code.line("int o = %s", at("h * " + out.row() + " + w", y.index(0, 0, 0)));
        code.line("float max = %s", Literals.of(Float.NEGATIVE_INFINITY));
        code.loop("c", depth).line("max = Math.max(max, %s)", read).end();
        code.line("double sum = 0d");
        code.loop("c", depth);
        code.line("double e = Math.exp((double) %s - max)", read);
        code.line("sum += e");
        code.line("%s = (float) e", write).end();
        code.loop("c", depth).line("%s = (float) (%s / sum)", write, write).end();
        return List.of(KernelBody.whole(code.end(2).build()));
    }
}
