package org.openmfs.agent.association;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads for what keeps a processor busy and waits for nothing, apart for each kind of work: one that hangs stops only its own. */
public interface Computing {
    /** The signatures of exchanges. */
    String SIGNATURES = "signatures";

    /** Those of one kind of work: a method's, a combiner's, or {@link #SIGNATURES}. */
    Executor of(String work);

    /** As many threads a kind as there are processors: what waits for its turn costs memory, what does not would cost everybody. */
    static Computing onProcessors() {
        Map<String, Executor> pools = new ConcurrentHashMap<>();
        return work -> pools.computeIfAbsent(work, Computing::pool);
    }

    private static Executor pool(String work) {
        int processors = Runtime.getRuntime().availableProcessors();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                processors,
                processors,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform()
                        .daemon()
                        .name("mfs-" + work.replace(' ', '-') + "-", 0)
                        .factory());
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
