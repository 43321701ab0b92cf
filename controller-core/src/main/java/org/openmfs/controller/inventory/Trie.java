package org.openmfs.controller.inventory;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tech.pantheon.triemap.ImmutableTrieMap;
import tech.pantheon.triemap.MutableTrieMap;
import tech.pantheon.triemap.TrieMap;

/** A map that never changes; one with something else in it costs what is changed and not what there is. */
public final class Trie<K, V> extends AbstractMap<K, V> {
    private final ImmutableTrieMap<K, V> map;

    private Trie(ImmutableTrieMap<K, V> map) {
        this.map = map;
    }

    public static <K, V> Trie<K, V> empty() {
        return new Trie<>(TrieMap.<K, V>create().immutableSnapshot());
    }

    public Optional<V> find(K key) {
        return Optional.ofNullable(map.get(key));
    }

    /** With this value, or, if that is empty, without the key. */
    public Trie<K, V> with(K key, Optional<V> value) {
        return changed(next -> value.ifPresentOrElse(present -> next.put(key, present), () -> next.remove(key)));
    }

    /** What is done to a copy. */
    public interface Edit<K, V> {
        void to(Map<K, V> copy);
    }

    public Trie<K, V> changed(Edit<K, V> edit) {
        MutableTrieMap<K, V> next = map.mutableSnapshot();
        edit.to(next);
        return new Trie<>(next.immutableSnapshot());
    }

    @Override
    public V get(Object key) {
        return map.get(key);
    }

    @Override
    public boolean containsKey(Object key) {
        return map.containsKey(key);
    }

    /** Those of the map itself tell streams that they are without end. */
    @Override
    public Set<Map.Entry<K, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<K, V>> iterator() {
                return map.entrySet().iterator();
            }

            @Override
            public int size() {
                return map.size();
            }
        };
    }
}
