package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bugs that the simulation must find: each is planted in the agent's core alone. */
@Tag("not-under-mutation")
final class PlantedBugsTest {
    private static final long MOST_SEEDS = 200;

    @ParameterizedTest
    @MethodSource("bugs")
    @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_planted_bug_is_found_within_200_seeds(PlantedBug bug) throws Exception {
        assertThat(bug.seed()).isBetween(1L, MOST_SEEDS);
        assertThat(bug.found(MOST_SEEDS)).isNotEmpty();
    }

    static List<PlantedBug> bugs() {
        return Stream.of(ofJournalAndSlots(), ofTimeAndProof(), ofSwitches(), ofEnds())
                .flatMap(List::stream)
                .toList();
    }

    private static List<PlantedBug> ofJournalAndSlots() {
        return List.of(
                skippedWrite("CONFIRMED"),
                skippedWrite("RECEIVING"),
                skippedWrite("SENDING"),
                skippedWrite("GONE"),
                new PlantedBug(
                        "a slot in use is given again",
                        "channel/ReceiveOnBoth.java",
                        ".filter(slot -> !taken.contains(slot))",
                        ".filter(slot -> !taken.isEmpty() || taken.isEmpty())",
                        5),
                new PlantedBug(
                        "traffic is said to be stopped, and the Enc/Dec is not cleared",
                        "channel/Stoppage.java",
                        "line.device().change(EncDec::clear, this::ended);",
                        "ended(Optional.empty());",
                        3));
    }

    private static List<PlantedBug> ofTimeAndProof() {
        return List.of(
                new PlantedBug(
                        "the age of a key is forgotten",
                        "association/Keys.java",
                        "return Optional.ofNullable(activated.get(key.id()));",
                        "return Optional.ofNullable(activated.get(key.id())).filter(never -> false);",
                        3),
                new PlantedBug(
                        "waits and ages are told by the clock on the wall",
                        "time/SteadyTime.java",
                        "return begin.plus(elapsed);",
                        "return clock.now().wall();",
                        85),
                new PlantedBug(
                        "a proof does not depend on the key",
                        "combine/Sha384Key.java",
                        "return Primitives.hmac(confirmationKey, value);",
                        "return value;",
                        1),
                new PlantedBug(
                        "the initiator does not claim external keys",
                        "exchange/InitiatorRun.java",
                        "if (reused.isPresent()) {",
                        "if (exchanges.isEmpty()) {",
                        1),
                new PlantedBug(
                        "the responder does not claim external keys",
                        "exchange/ResponderRun.java",
                        "context.claim(origins)",
                        "Optional.<Origin>empty()",
                        1));
    }

    private static List<PlantedBug> ofSwitches() {
        return List.of(
                new PlantedBug(
                        "a key is taken for accepted there before the responder says so",
                        "channel/ReceiveOnBoth.java",
                        "        underWay = Optional.of(key);\n        Slot slot",
                        "        underWay = Optional.of(key);\n        accepted.add(key);\n        Slot slot",
                        1),
                new PlantedBug(
                        "an old key is removed before the responder has switched",
                        "channel/SwitchOver.java",
                        "        sendThere();\n        lostMeanwhile",
                        "        sendThere();\n"
                                + "        context.keys().at(KeyStage.REPLACED).forEach(old -> ended.unusable(old.id(), \"\"));\n"
                                + "        lostMeanwhile",
                        2),
                new PlantedBug(
                        "a side begins to send under a suite that it forbids",
                        "association/AssociationContext.java",
                        "return choice().acceptable().stream()",
                        "return true || choice().acceptable().stream()",
                        19),
                new PlantedBug(
                        "an old key is destroyed and stays in the Enc/Dec",
                        "channel/Removal.java",
                        "if (slot.isEmpty()) {",
                        "if (slot.isEmpty() || slot.isPresent()) {",
                        1));
    }

    private static List<PlantedBug> ofEnds() {
        return List.of(
                new PlantedBug(
                        "a replaced key is not erased before its retirement is told",
                        "channel/Removal.java",
                        "context.keys().erase(id, key.reason());",
                        "",
                        1),
                new PlantedBug(
                        "every key has the same number",
                        "association/Keys.java",
                        "number > 0 ? number : 1 + Math.max(newest, before)",
                        "number > 0 ? number : Math.min(1, 1 + Math.max(newest, before))",
                        2),
                new PlantedBug(
                        "a lost message is never sent again",
                        "association/Resend.java",
                        "if (!context.now().isBefore(next)) {",
                        "if (context.now().isBefore(next) && context.now().isAfter(next)) {",
                        5),
                new PlantedBug(
                        "a call to the Enc/Dec that failed is never repeated",
                        "channel/DeviceStep.java",
                        "if (!context.now().isBefore(retryAt)) {",
                        "if (context.now().equals(Instant.MIN)) {",
                        14),
                new PlantedBug(
                        "an association that is withdrawn leaves its keys in the Enc/Dec",
                        "channel/Channel.java",
                        "        encDec.clear();\n        encDec.guard(Map.of());",
                        "        encDec.guard(Map.of());",
                        1));
    }

    private static PlantedBug skippedWrite(String stage) {
        return new PlantedBug(
                "the journal is not told of stage " + stage,
                "association/Keys.java",
                "        registry.update(key);\n        remember(key);",
                "        if (key.stage() != KeyStage." + stage
                        + ") {\n            registry.update(key);\n        }\n        remember(key);",
                1);
    }
}
