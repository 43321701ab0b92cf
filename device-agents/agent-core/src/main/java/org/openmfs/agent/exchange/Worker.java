package org.openmfs.agent.exchange;

import org.openmfs.agent.combine.CombinerId;
import org.openmfs.agent.method.MethodId;

/** Whose code does a part of an exchange; as text it is what reports call it. */
sealed interface Worker {
    /** The kind of its work: calls of one kind share threads, and are counted together. */
    String work();

    /** A method. */
    record Method(MethodId id) implements Worker {
        @Override
        public String work() {
            return "method " + id;
        }

        @Override
        public String toString() {
            return id.toString();
        }
    }

    /** A key schedule. */
    record Combiner(CombinerId id) implements Worker {
        @Override
        public String work() {
            return toString();
        }

        @Override
        public String toString() {
            return "combiner " + id;
        }
    }
}
