package org.openmfs.controller.inventory;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.openmfs.controller.model.DeviceId;

/** How much of what each device told is still to be taken in; whoever passes on more may wait for it. */
final class Backlog {
    /** So many reports of one device wait at a time, beside those of a reading: no other waits long for them. */
    private static final int MOST = 16;

    private final Lock lock = new ReentrantLock();
    private final Map<DeviceId, Waiting> all = new HashMap<>();

    private static final class Waiting {
        private final Condition room;
        private int reports;

        Waiting(Condition room) {
            this.room = room;
        }
    }

    void told(DeviceId device) {
        lock.lock();
        try {
            all.computeIfAbsent(device, first -> new Waiting(lock.newCondition())).reports++;
        } finally {
            lock.unlock();
        }
    }

    void takenIn(DeviceId device) {
        lock.lock();
        try {
            Waiting waiting = all.get(device);
            waiting.reports--;
            if (waiting.reports < MOST) {
                waiting.room.signalAll();
            }
            if (waiting.reports == 0) {
                all.remove(device);
            }
        } finally {
            lock.unlock();
        }
    }

    void awaitRoom(DeviceId device) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            for (Waiting of = all.get(device); of != null && of.reports >= MOST; of = all.get(device)) {
                of.room.await();
            }
        } finally {
            lock.unlock();
        }
    }
}
