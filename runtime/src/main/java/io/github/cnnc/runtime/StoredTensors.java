package io.github.cnnc.runtime;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a set of weights holds.
 *
 * @param readable the tensors, by name
 * @param unread tensors of numbers that are not read
 * @param ordered whether they are known to be in the order of the network they come from
 */
record StoredTensors(Map<String, StoredTensor> readable, List<UnreadTensor> unread, boolean ordered) {

    StoredTensors {
        readable = Collections.unmodifiableMap(new LinkedHashMap<>(readable));
        unread = List.copyOf(unread);
    }

    /** Tensors in an order that says nothing. */
    static StoredTensors of(Map<String, StoredTensor> readable) {
        return new StoredTensors(readable, List.of(), false);
    }

    /** Names and shapes, without PyTorch's counts of training steps. */
    List<TensorSpec> specs() {
        return readable.entrySet().stream()
                .filter(tensor -> !UnreadTensor.isStepCounter(tensor.getKey()))
                .map(tensor -> new TensorSpec(tensor.getKey(), tensor.getValue().shape()))
                .toList();
    }
}
