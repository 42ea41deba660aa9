package io.github.cnnc.compiler.lower;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.runtime.Volume;
import java.util.List;

/** Whether an operation can make a volume of others. */
record VolumesFit(List<Volume> inputs, Volume out) implements Op.Visitor<Boolean> {

    private Volume in() {
        return inputs.get(0);
    }

    private boolean isSame() {
        return in().equals(out);
    }

    private boolean keepsDepth() {
        return in().depth() == out.depth();
    }

    private boolean isConvolved(Op.Conv conv) {
        return in().depth() % conv.groups() == 0 && out.depth() % conv.groups() == 0;
    }

    private boolean areSameOrGates() {
        Volume gate = new Volume(1, 1, out.depth());
        return inputs.stream().allMatch(volume -> volume.equals(out) || volume.equals(gate));
    }

    @Override
    public Boolean visit(Op.Normalize op) {
        return isSame();
    }

    @Override
    public Boolean visit(Op.Conv op) {
        return isConvolved(op);
    }

    @Override
    public Boolean visit(Op.FusedConv op) {
        return isConvolved(op.conv()) && inputs.stream().skip(1).allMatch(out::equals);
    }

    @Override
    public Boolean visit(Op.MaxPool op) {
        return keepsDepth();
    }

    @Override
    public Boolean visit(Op.AvgPool op) {
        return keepsDepth();
    }

    @Override
    public Boolean visit(Op.Dense op) {
        return out.width() == 1 && out.height() == 1;
    }

    @Override
    public Boolean visit(Op.Activate op) {
        return isSame();
    }

    @Override
    public Boolean visit(Op.Affine op) {
        return isSame();
    }

    @Override
    public Boolean visit(Op.Softmax op) {
        return isSame();
    }

    @Override
    public Boolean visit(Op.Stencil op) {
        return keepsDepth();
    }

    @Override
    public Boolean visit(Op.ResponseNorm op) {
        return isSame();
    }

    @Override
    public Boolean visit(Op.Pad op) {
        return in().width() + op.left() + op.right() == out.width()
                && in().height() + op.top() + op.bottom() == out.height()
                && keepsDepth();
    }

    @Override
    public Boolean visit(Op.Crop op) {
        return op.left() + out.width() <= in().width() && op.top() + out.height() <= in().height() && keepsDepth();
    }

    @Override
    public Boolean visit(Op.Upsample op) {
        return in().width() * op.factorWidth() == out.width()
                && in().height() * op.factorHeight() == out.height()
                && keepsDepth();
    }

    @Override
    public Boolean visit(Op.Shuffle op) {
        return isSame() && in().depth() % op.groups() == 0;
    }

    @Override
    public Boolean visit(Op.Slice op) {
        return in().width() == out.width() && in().height() == out.height() && op.first() + out.depth() <= in().depth();
    }

    @Override
    public Boolean visit(Op.Reshape op) {
        return in().size() == out.size();
    }

    @Override
    public Boolean visit(Op.Add op) {
        return areSameOrGates();
    }

    @Override
    public Boolean visit(Op.Multiply op) {
        return areSameOrGates();
    }

    @Override
    public Boolean visit(Op.Concat op) {
        return inputs.stream().mapToInt(Volume::depth).sum() == out.depth();
    }
}
