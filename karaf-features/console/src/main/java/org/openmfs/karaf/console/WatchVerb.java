package org.openmfs.karaf.console;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.openmfs.actions.ActionFailure;
import org.openmfs.actions.Watching;
import org.openmfs.actions.port.Restconf;

/** Tells what happens to services, a line each, until it is interrupted. */
@Service
@Command(scope = "mfs", name = "watch", description = "Tell what happens to services, a line each, until interrupted")
public final class WatchVerb extends Verb {
    @Argument(name = "ID", description = "services; without any, all of them", multiValued = true)
    @Completion(ServiceIds.class)
    private List<String> services;

    @Option(name = "--all", description = "what happens to sessions, and alarms, too")
    private boolean all;

    @Option(name = "--count", description = "after so many lines it is enough")
    private long count = Watching.Wish.ENDLESS;

    @Option(name = "--for", description = "after so many seconds it is enough")
    private long seconds = Watching.Wish.LONGEST.toSeconds();

    @Override
    void act(Restconf restconf) throws ActionFailure {
        Set<String> wanted =
                Optional.ofNullable(services).<Set<String>>map(Set::copyOf).orElse(Set.of());
        Watching.Wish wish = Watching.Wish.of(wanted, all, count, Duration.ofSeconds(seconds));
        try {
            new Watching(restconf).watch(wish, event -> print(rendering().of(event)));
        } catch (InterruptedException enough) {
            // Control-C is how whoever watches says so; the shell goes on.
        }
    }
}
