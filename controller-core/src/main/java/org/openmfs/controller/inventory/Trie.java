package org.openmfs.controller.inventory;

import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import tech.pantheon.triemap.ImmutableTrieMap;
import tech.pantheon.triemap.MutableTrieMap;
import tech.pantheon.triemap.TrieMap;

/** A map that never changes; one with something else in it costs what is changed and not what there is. */
record Trie<K, V>(ImmutableTrieMap<K, V> map) {
    static <K, V> Trie<K, V> empty() {
        return new Trie<>(TrieMap.<K, V>create().immutableSnapshot());
    }

    Optional<V> get(K key) {
        return Optional.ofNullable(map.get(key));
    }

    /** With this value, or, if that is empty, without the key. */
    Trie<K, V> with(K key, Optional<V> value) {
        return changed(next -> value.ifPresentOrElse(present -> next.put(key, present), () -> next.remove(key)));
    }

    /** What is done to a copy. */
    interface Edit<K, V> {
        void to(Map<K, V> copy);
    }

    Trie<K, V> changed(Edit<K, V> edit) {
        MutableTrieMap<K, V> next = map.mutableSnapshot();
        edit.to(next);
        return new Trie<>(next.immutableSnapshot());
    }

    void forEach(BiConsumer<K, V> each) {
        map.forEach(each);
    }
}
