package org.openmfs.agent.encdecs.guardian;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A program that arms the guardian of a folder as an agent does, says so, and lives until it is killed. */
final class GuardianOwnerMain {
    private GuardianOwnerMain() {}

    /** Arguments: the folder, the milliseconds of the deadline (none: disarmed), the words of ip(8). */
    public static void main(String[] arguments) throws Exception {
        List<String> words = List.of(arguments);
        Guardian guardian = Guardian.open(
                Path.of(words.get(0)),
                GuardedInterface.NAME,
                words.subList(2, words.size()),
                GuardedInterface.PACE,
                new GuardianEvents() {
                    @Override
                    public void fired() {
                        System.out.println("fired");
                    }

                    @Override
                    public void lost(GuardianFailure why) {
                        System.out.println(why.getMessage());
                    }
                });
        guardian.arm(Duration.ofMillis(Long.parseLong(words.get(1))), GuardedInterface.both());
        System.out.println("armed");
        new CountDownLatch(1).await();
    }
}
