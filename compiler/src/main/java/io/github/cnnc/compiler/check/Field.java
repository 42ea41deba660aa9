package io.github.cnnc.compiler.check;

import io.github.cnnc.compiler.layer.Sight;
import io.github.cnnc.compiler.layer.Sight.Along;
import io.github.cnnc.compiler.layer.Sight.Enlarged;
import io.github.cnnc.compiler.layer.Sight.Sliding;
import io.github.cnnc.compiler.network.Network;
import io.github.cnnc.compiler.network.Node;
import io.github.cnnc.runtime.Volume;
import java.util.ArrayList;
import java.util.List;

/** What the elements of one value see of the network's input, and how far neighbours' fields lie apart. */
record Field(Seen columns, Seen rows, Rate strideWidth, Rate strideHeight) {

    private static Field input(Volume input) {
        return new Field(Seen.input(input.width()), Seen.input(input.height()), new Rate(1, 1), new Rate(1, 1));
    }

    /** The reach of each node, in order. */
    static List<Reach> reaches(Network network) {
        List<Field> fields = new ArrayList<>(List.of(input(network.volume(0))));
        List<Reach> reaches = new ArrayList<>();
        for (Node node : network.nodes()) {
            Volume out = node.layer().output();
            Field field = node.inputs().stream()
                    .map(value -> fields.get(value)
                            .broadcastTo(
                                    network.volume(value), out, node.inputs().size()))
                    .reduce(Field::with)
                    .orElseThrow()
                    .through(node.layer().sight());
            fields.add(field);
            reaches.add(new Reach(
                    field.columns.most(out.width()),
                    field.rows.most(out.height()),
                    field.strideWidth,
                    field.strideHeight));
        }
        return reaches;
    }

    /** As a branch beside others: a gate of one pixel stands at every position of what it multiplies. */
    private Field broadcastTo(Volume from, Volume to, int branches) {
        return branches == 1 || from.width() == to.width() && from.height() == to.height()
                ? this
                : new Field(columns.broadcast(), rows.broadcast(), new Rate(0, 1), new Rate(0, 1));
    }

    private Field with(Field other) {
        return new Field(
                columns.with(other.columns),
                rows.with(other.rows),
                larger(strideWidth, other.strideWidth),
                larger(strideHeight, other.strideHeight));
    }

    private static Rate larger(Rate a, Rate b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private Field through(Sight sight) {
        return new Field(
                columns.through(sight.columns()),
                rows.through(sight.rows()),
                strided(strideWidth, sight.columns()),
                strided(strideHeight, sight.rows()));
    }

    private static Rate strided(Rate rate, Along sight) {
        if (sight instanceof Sliding window) {
            return rate.times(window.stride());
        }
        return sight instanceof Enlarged larger ? rate.dividedBy(larger.factor()) : rate;
    }
}
