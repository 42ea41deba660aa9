package io.github.cnnc.compiler.layer;

/** One method for each kind of layer: what handles layers and forgets a kind does not compile. */
public interface LayerVisitor<R> {
    R visit(Conv layer);

    R visit(Pool layer);

    R visit(GlobalAverage layer);

    R visit(GlobalMax layer);

    R visit(Dense layer);

    R visit(Activated layer);

    R visit(PRelu layer);

    R visit(BatchNorm layer);

    R visit(Softmax layer);

    R visit(Filter layer);

    R visit(ResponseNorm layer);

    R visit(Pad layer);

    R visit(Crop layer);

    R visit(Upsample layer);

    R visit(Shuffle layer);

    R visit(Slice layer);

    R visit(PassThrough layer);

    R visit(Join layer);
}
