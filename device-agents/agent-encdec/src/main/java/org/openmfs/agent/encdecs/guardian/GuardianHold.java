package org.openmfs.agent.encdecs.guardian;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hold that an agent has on its guardian: what it was told, and a process that says that it knows it. */
final class GuardianHold {
    private static final Logger LOG = LoggerFactory.getLogger(GuardianHold.class);
    /** Before an agent is up it installs nothing, and a machine that boots is slow. */
    private static final Duration FIRST_START = Duration.ofSeconds(20);

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(300);

    private final GuardianProgram program;
    private final Pipes pipes;
    private final StandingPlan file;
    private final GuardianPace pace;
    private Optional<ProcessHandle> process = Optional.empty();
    private Optional<Answer> heard = Optional.empty();
    private Plan standing = Plan.EMPTY;
    private long fired;
    private long reported;

    GuardianHold(GuardianProgram program, Pipes pipes, StandingPlan file, GuardianPace pace) {
        this.program = program;
        this.pipes = pipes;
        this.file = file;
        this.pace = pace;
    }

    /** Takes over the guardian that runs, with what it has to do; or starts one, with what the last one had. */
    synchronized void takeOver() throws GuardianFailure {
        boolean fresh = program.write();
        Optional<Answer> found = program.runs() ? ask("beat", "", pace.patience()) : Optional.empty();
        standing = found.isPresent() ? found.get().plan() : file.read();
        process = found.flatMap(answer -> ProcessHandle.of(answer.pid()));
        if (fresh || found.filter(this::isAsWanted).isEmpty()) {
            restart(standing, FIRST_START);
        }
    }

    private boolean isAsWanted(Answer answer) {
        return answer.ip() == Answer.Ip.READY && program.isRunBy(answer.pid());
    }

    /** Returns only when a process has said that it knows the plan; a failure leaves what stood before. */
    synchronized void hold(Plan next) throws GuardianFailure {
        if (!tell(next, pace.patience())) {
            restart(next, pace.start());
        }
        standing = next;
        file.write(next);
    }

    private boolean tell(Plan plan, Duration patience) throws GuardianFailure {
        long end = System.nanoTime() + patience.toNanos();
        Optional<Answer> answer = ask("plan", plan.text(), patience);
        return answer.filter(found -> found.plan().equals(plan)).isPresent() && canAct(answer.get(), end);
    }

    /** A process that doesn't answer, or not as it should, is ended before another takes its pipes. */
    private void restart(Plan plan, Duration patience) throws GuardianFailure {
        file.write(plan);
        program.kill();
        pipes.empty();
        program.write();
        ProcessHandle started = program.start();
        process = Optional.of(started);
        if (!tell(plan, patience)) {
            throw new GuardianFailure(started.isAlive() ? whatIsWrong() : "the guardian ended at once");
        }
    }

    private String whatIsWrong() {
        return heard.map(answer -> switch (answer.ip()) {
                    case STARTED -> "the guardian can't run ip: it doesn't answer";
                    case FAILING -> "the guardian can't run ip: it ends again and again";
                    case READY -> "the guardian doesn't know all that it was told";
                })
                .orElse(isThere() ? "the guardian doesn't answer" : "the guardian was ended");
    }

    /** Whether a process answers now that it knows all that it was told, and can do it. */
    synchronized boolean knows() throws GuardianFailure {
        long end = System.nanoTime() + pace.patience().toNanos();
        Optional<Answer> answer = ask("beat", "", pace.patience());
        return answer.filter(this::agrees).isPresent() && canAct(answer.get(), end);
    }

    /** Waits for an ip(8) that has only been started. */
    private boolean canAct(Answer first, long end) throws GuardianFailure {
        Optional<Answer> answer = Optional.of(first);
        Pauses pauses = new Pauses(SHORTEST_PAUSE, LONGEST_PAUSE);
        while (answer.filter(found -> found.ip() == Answer.Ip.STARTED).isPresent() && System.nanoTime() - end < 0) {
            pauses.next();
            answer = ask("beat", "", Duration.ofNanos(end - System.nanoTime()));
        }
        return answer.filter(found -> found.ip() == Answer.Ip.READY).isPresent();
    }

    /** Whether its process is there, whatever it does; costs next to nothing. */
    synchronized boolean isThere() {
        return mayAnswer();
    }

    /** Starts the guardian again if it doesn't answer so. */
    synchronized void revive() throws GuardianFailure {
        if (!knows()) {
            String why = whatIsWrong();
            restart(standing, pace.start());
            LOG.info("the guardian was started again: {}", why);
        }
    }

    /** What has fired is done; nothing else may be missing. */
    private boolean agrees(Answer answer) {
        if (answer.fired() != 0 && standing.entries().containsAll(answer.plan().entries())) {
            standing = answer.plan();
        }
        return answer.plan().equals(standing);
    }

    /** When something was removed that was not reported yet. */
    synchronized OptionalLong unreported() {
        return fired > reported ? OptionalLong.of(fired) : OptionalLong.empty();
    }

    synchronized void reported(long when) throws GuardianFailure {
        reported = when;
        file.write(standing);
        ask("heard", Long.toString(when), pace.patience());
    }

    /** Ends a guardian that has nothing to do, and leaves any other. */
    synchronized void leave() throws GuardianFailure {
        if (standing.isEmpty()) {
            ask("end", "", pace.patience());
            program.kill();
        } else {
            revive();
        }
    }

    private Optional<Answer> ask(String verb, String words, Duration patience) throws GuardianFailure {
        Optional<Answer> answer = pipes.ask(verb, words, patience, this::mayAnswer);
        answer.ifPresent(found -> fired = Math.max(fired, found.fired()));
        heard = answer;
        return answer;
    }

    private boolean mayAnswer() {
        return process.map(ProcessHandle::isAlive).orElse(true);
    }
}
