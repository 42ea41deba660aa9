package io.github.cnnc.compiler.check;

import io.github.cnnc.compiler.network.Network;
import io.github.cnnc.compiler.network.Node;
import java.util.List;

/** How much memory the volumes take that are alive at once, when the layers run in order. */
record LiveMemory(Network network) {

    /** The largest sum of volumes alive while a layer runs: what it reads, what it makes, what is read later. */
    long peakBytes() {
        List<Node> nodes = network.nodes();
        int[] lastRead = new int[nodes.size() + 1];
        for (int i = 0; i < nodes.size(); i++) {
            for (int input : nodes.get(i).inputs()) {
                lastRead[input] = i;
            }
        }
        lastRead[network.output()] = nodes.size();
        long[] freedAfter = new long[nodes.size() + 1];
        long live = 4L * network.volume(0).size();
        freedAfter[lastRead[0]] += live;
        long peak = live;
        for (int i = 0; i < nodes.size(); i++) {
            long bytes = 4L * network.volume(i + 1).size();
            live += bytes;
            peak = Math.max(peak, live);
            freedAfter[Math.max(i, lastRead[i + 1])] += bytes;
            live -= freedAfter[i];
        }
        return peak;
    }
}
