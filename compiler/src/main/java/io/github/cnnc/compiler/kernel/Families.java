package io.github.cnnc.compiler.kernel;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.kernel.conv.ConvFamily;
import io.github.cnnc.compiler.kernel.dense.DenseFamily;
import io.github.cnnc.compiler.kernel.elementwise.ElementwiseFamily;
import io.github.cnnc.compiler.kernel.move.MoveFamily;
import io.github.cnnc.compiler.kernel.norm.NormFamily;
import io.github.cnnc.compiler.kernel.straightline.StraightLineFamily;
import io.github.cnnc.compiler.kernel.window.WindowFamily;
import io.github.cnnc.compiler.kernel.winograd.WinogradFamily;
import java.util.List;

/** Which families of kernels there are for each kind of operation; of equally cheap schedules the first is taken. */
public final class Families implements Op.Visitor<List<Family>> {

    private static final Family CONV = new ConvFamily();
    private static final Family WINOGRAD = new WinogradFamily();
    private static final Family WINDOW = new WindowFamily();
    private static final Family DENSE = new DenseFamily();
    private static final Family ELEMENTWISE = new ElementwiseFamily();
    private static final Family NORM = new NormFamily();
    private static final Family MOVE = new MoveFamily();
    private static final Family STRAIGHT_LINE = new StraightLineFamily();

    /** All of them. */
    public static final List<Family> ALL =
            List.of(CONV, WINOGRAD, WINDOW, DENSE, ELEMENTWISE, NORM, MOVE, STRAIGHT_LINE);

    /** Those for an operation. */
    public static List<Family> of(Op op) {
        return op.accept(new Families());
    }

    @Override
    public List<Family> visit(Op.Normalize op) {
        return List.of(ELEMENTWISE, STRAIGHT_LINE);
    }

    @Override
    public List<Family> visit(Op.Conv op) {
        return List.of(CONV, WINOGRAD, WINDOW, STRAIGHT_LINE);
    }

    @Override
    public List<Family> visit(Op.FusedConv op) {
        return List.of(CONV, WINOGRAD);
    }

    @Override
    public List<Family> visit(Op.MaxPool op) {
        return List.of(WINDOW, STRAIGHT_LINE);
    }

    @Override
    public List<Family> visit(Op.AvgPool op) {
        return List.of(WINDOW, STRAIGHT_LINE);
    }

    @Override
    public List<Family> visit(Op.Dense op) {
        return List.of(CONV, DENSE, STRAIGHT_LINE);
    }

    @Override
    public List<Family> visit(Op.Activate op) {
        return List.of(ELEMENTWISE, STRAIGHT_LINE);
    }

    @Override
    public List<Family> visit(Op.Affine op) {
        return List.of(ELEMENTWISE, STRAIGHT_LINE);
    }

    @Override
    public List<Family> visit(Op.Softmax op) {
        return List.of(NORM, STRAIGHT_LINE);
    }

    @Override
    public List<Family> visit(Op.Stencil op) {
        return List.of(WINDOW, STRAIGHT_LINE);
    }

    @Override
    public List<Family> visit(Op.ResponseNorm op) {
        return List.of(NORM, STRAIGHT_LINE);
    }

    @Override
    public List<Family> visit(Op.Pad op) {
        return List.of(MOVE, STRAIGHT_LINE);
    }

    @Override
    public List<Family> visit(Op.Crop op) {
        return List.of(MOVE, STRAIGHT_LINE);
    }

    @Override
    public List<Family> visit(Op.Upsample op) {
        return List.of(MOVE, STRAIGHT_LINE);
    }

    @Override
    public List<Family> visit(Op.Shuffle op) {
        return List.of(MOVE, STRAIGHT_LINE);
    }

    @Override
    public List<Family> visit(Op.Slice op) {
        return List.of(MOVE, STRAIGHT_LINE);
    }

    @Override
    public List<Family> visit(Op.Reshape op) {
        return List.of(MOVE);
    }

    @Override
    public List<Family> visit(Op.Add op) {
        return List.of(ELEMENTWISE, STRAIGHT_LINE);
    }

    @Override
    public List<Family> visit(Op.Multiply op) {
        return List.of(ELEMENTWISE, STRAIGHT_LINE);
    }

    @Override
    public List<Family> visit(Op.Concat op) {
        return List.of(MOVE);
    }
}
