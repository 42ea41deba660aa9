package io.github.cnnc.compiler.lower;

import io.github.cnnc.compiler.layer.Activated;
import io.github.cnnc.compiler.layer.BatchNorm;
import io.github.cnnc.compiler.layer.Conv;
import io.github.cnnc.compiler.layer.Crop;
import io.github.cnnc.compiler.layer.Dense;
import io.github.cnnc.compiler.layer.Filter;
import io.github.cnnc.compiler.layer.GlobalAverage;
import io.github.cnnc.compiler.layer.GlobalMax;
import io.github.cnnc.compiler.layer.Join;
import io.github.cnnc.compiler.layer.LayerVisitor;
import io.github.cnnc.compiler.layer.PRelu;
import io.github.cnnc.compiler.layer.Pad;
import io.github.cnnc.compiler.layer.PassThrough;
import io.github.cnnc.compiler.layer.Pool;
import io.github.cnnc.compiler.layer.ResponseNorm;
import io.github.cnnc.compiler.layer.Shuffle;
import io.github.cnnc.compiler.layer.Slice;
import io.github.cnnc.compiler.layer.Softmax;
import io.github.cnnc.compiler.layer.Upsample;

/** Whether a layer whose volume is the one that enters leaves every element as it is, in its place. */
final class KeepsElements implements LayerVisitor<Boolean> {

    @Override
    public Boolean visit(Conv layer) {
        return false;
    }

    @Override
    public Boolean visit(Pool layer) {
        return false;
    }

    @Override
    public Boolean visit(GlobalAverage layer) {
        return false;
    }

    @Override
    public Boolean visit(GlobalMax layer) {
        return false;
    }

    @Override
    public Boolean visit(Dense layer) {
        return false;
    }

    @Override
    public Boolean visit(Activated layer) {
        return false;
    }

    @Override
    public Boolean visit(PRelu layer) {
        return false;
    }

    @Override
    public Boolean visit(BatchNorm layer) {
        return false;
    }

    @Override
    public Boolean visit(Softmax layer) {
        return false;
    }

    @Override
    public Boolean visit(Filter layer) {
        return false;
    }

    @Override
    public Boolean visit(ResponseNorm layer) {
        return false;
    }

    @Override
    public Boolean visit(Pad layer) {
        return true;
    }

    @Override
    public Boolean visit(Crop layer) {
        return true;
    }

    @Override
    public Boolean visit(Upsample layer) {
        return true;
    }

    @Override
    public Boolean visit(Shuffle layer) {
        return layer.groups() == 1 || layer.groups() == layer.output().depth();
    }

    @Override
    public Boolean visit(Slice layer) {
        return true;
    }

    @Override
    public Boolean visit(PassThrough layer) {
        return true;
    }

    @Override
    public Boolean visit(Join layer) {
        return false;
    }
}
