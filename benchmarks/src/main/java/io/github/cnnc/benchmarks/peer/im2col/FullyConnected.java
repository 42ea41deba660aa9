package io.github.cnnc.benchmarks.peer.im2col;

import java.util.List;

/** A fully connected layer along its units, with the weights turned over: C2 does not vectorise sums of a row's products. */
final class FullyConnected implements Runnable {

    private final float[] input;
    private final float[] output;
    private final Epilogue epilogue;
    private final List<Block> units;
    private final int groups;

    /** [block][width]. */
    private final float[][] sums;

    /** [block][width]. */
    private final float[][] bias;

    /** [block][input / 9][9, width]. */
    private final float[][][] weights;

    /**
     * A layer.
     *
     * @param input [inputs], longer by at least 8
     * @param output [units]
     * @param weights [units, inputs]
     */
    FullyConnected(float[] input, float[] output, float[] weights, float[] bias, Epilogue epilogue, Scratch scratch) {
        int inputs = weights.length / bias.length;
        this.input = input;
        this.output = output;
        this.epilogue = epilogue;
        units = Block.of(bias.length);
        groups = Convolution.times(RowProduct.TAPS, inputs);
        this.sums = new float[units.size()][];
        this.bias = new float[units.size()][];
        this.weights = new float[units.size()][][];
        for (int b = 0; b < units.size(); b++) {
            Block block = units.get(b);
            this.sums[b] = scratch.arrays(1, block.width())[0];
            this.bias[b] = new float[block.width()];
            System.arraycopy(bias, block.from(), this.bias[b], 0, block.count());
            this.weights[b] = new float[groups][RowProduct.TAPS * block.width()];
            for (int f = 0; f < block.count(); f++) {
                int row = (block.from() + f) * inputs;
                for (int k = 0; k < inputs; k++) {
                    this.weights[b][k / RowProduct.TAPS][k % RowProduct.TAPS * block.width() + f] = weights[row + k];
                }
            }
        }
    }

    @Override
    public void run() {
        for (int b = 0; b < units.size(); b++) {
            Block block = units.get(b);
            System.arraycopy(bias[b], 0, sums[b], 0, block.width());
            RowProduct.add(block.width(), sums[b], weights[b], groups, input, 0);
            epilogue.apply(sums[b], 0, block.width());
            System.arraycopy(sums[b], 0, output, block.from(), block.count());
        }
    }
}
