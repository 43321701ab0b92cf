package org.openmfs.agent.netconf.device;

import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiPredicate;
import org.openmfs.agent.netconf.json.Members;
import org.openmfs.agent.netconf.json.Shown;

/** What members of the file have taken for themselves, so that no other member may have it. */
final class Taken<T> {
    private final Map<String, T> byMember = new LinkedHashMap<>();
    private final BiPredicate<T, T> clash;

    /** @param clash whether two values cannot both be */
    Taken(BiPredicate<T, T> clash) {
        this.clash = clash;
    }

    /** Servers or sockets of one protocol. */
    static Taken<Listening> sockets() {
        return new Taken<>((one, other) -> clash(one.bind(), other.bind()));
    }

    private static boolean clash(InetSocketAddress one, InetSocketAddress other) {
        boolean meet = one.getAddress().equals(other.getAddress())
                || one.getAddress().isAnyLocalAddress()
                || other.getAddress().isAnyLocalAddress();
        return meet && one.getPort() == other.getPort() && one.getPort() != 0;
    }

    /**
     * Takes a value for a member, or notes that another has it.
     *
     * @param what completes "expected another ..."
     * @param shown the value in words of the file
     */
    void take(Members members, String member, String what, Shows<T> value) {
        byMember.entrySet().stream()
                .filter(entry -> clash.test(entry.getValue(), value.value()))
                .findFirst()
                .ifPresentOrElse(
                        first -> members.wrong(member, again(what + " than " + first.getKey(), value.shown())),
                        () -> byMember.put(members.at(member), value.value()));
    }

    /**
     * A value and how the file writes it.
     *
     * @param shown as the user knows it
     */
    record Shows<T>(T value, String shown) {
        static <T> Shows<T> of(T value) {
            return new Shows<>(value, value.toString());
        }
    }

    static String again(String what, String shown) {
        return "expected another " + what + ", not " + Shown.quoted(shown) + " again";
    }
}
