package io.github.cnnc.compiler.emit;

import static io.github.cnnc.compiler.emit.Arithmetic.at;

import com.palantir.javapoet.CodeBlock;
import io.github.cnnc.compiler.plan.Layout;
import io.github.cnnc.compiler.plan.Placement;
import io.github.cnnc.compiler.plan.Step;
import java.util.List;

/** Copies a volume: at once where both sides lie alike, halos and all, else row by row. */
final class CopyEmitter implements KernelEmitter<Step.Copy> {

    @Override
    public List<CodeBlock> bodies(Step.Copy step, Arithmetic arithmetic) {
        Placement x = step.input();
        Placement y = step.output();
        Layout in = x.layout();
        Layout out = y.layout();
        Code code = new Code();
        if (in.halo().equals(out.halo())) {
            code.line(
                    "System.arraycopy(%s, %d, %s, %d, %d)", x.array(), x.offset(), y.array(), y.offset(), in.floats());
            return List.of(code.build());
        }
        code.loop("c", in.volume().depth()).loop("h", in.volume().height());
        code.line(
                "System.arraycopy(%s, %s, %s, %s, %d)",
                x.array(),
                at("c * " + in.plane() + " + h * " + in.row(), x.index(0, 0, 0)),
                y.array(),
                at("c * " + out.plane() + " + h * " + out.row(), y.index(0, 0, 0)),
                in.volume().width());
        return List.of(code.end(2).build());
    }
}
