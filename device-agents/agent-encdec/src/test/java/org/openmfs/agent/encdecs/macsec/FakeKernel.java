package org.openmfs.agent.encdecs.macsec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openmfs.agent.encdec.EncDecFailure;

/** One MACsec interface made up in memory: obeys the ip(8) commands that {@link KernelLink} uses, as strictly as Linux. */
final class FakeKernel implements IpRunner {
    private static final String SHOWN = """
            [{"ifname":"macsec0","protect":true,"validate":"%s","encrypt":true,"replay":true,"window":%s,\
            "cipher_suite":"GCM-AES-XPN-256","sci":"0x%x","encoding_sa":%d,"OutOctetsEncrypted":%d,"sa_list":[%s]%s}]
            """;
    private static final String SHOWN_PEER = """
            ,"rx_sc":[%s{"sci":"0x%x","active":%b,"InOctetsDecrypted":%d,"InPktsNotValid":%d,"sa_list":[%s]}]""";
    private static final String SHOWN_STRANGER = """
            {"sci":"0x%x","active":true,"sa_list":[{"an":0,"active":true,"key":"00112233445566778899aabbccddeeff","InPktsOK":7}]},""";

    private static final class Association {
        private final String keyId;
        private final String secret;
        private boolean on = true;
        private long frames;

        Association(String keyId, String secret) {
            this.keyId = keyId;
            this.secret = secret;
        }

        String shown(int number, String counter) {
            return "{\"an\":%d,\"active\":%b,\"key\":\"%s\",\"%s\":%d}".formatted(number, on, keyId, counter, frames);
        }
    }

    private final Map<Integer, Association> receiving = new LinkedHashMap<>();
    private final Map<Integer, Association> transmitting = new LinkedHashMap<>();
    private final List<String> commands = new ArrayList<>();
    private Sci sci;
    private Sci peer;
    private boolean peerIsOn = true;
    private String validate = "strict";
    private String window = "0";
    private int selected;
    private long octetsIn;
    private long octetsOut;
    private long refused;
    private Optional<Sci> stranger = Optional.empty();
    private Trouble trouble = Trouble.NONE;

    /** What becomes of the next change. */
    enum Trouble {
        NONE,
        /** It fails, and nothing is done. */
        REFUSED,
        /** ip is killed when all is done. */
        KILLED
    }

    /** Somebody else's channel is received, too. */
    void accepts(Sci other) {
        stranger = Optional.of(other);
    }

    /** The parent goes, and the interface with it; then the parent is there again. */
    void parentComesAndGoes() {
        sci = null;
        peer = null;
        receiving.clear();
        transmitting.clear();
        selected = 0;
    }

    void trouble(Trouble next) {
        trouble = next;
    }

    /** Every command so far, without its key. */
    List<String> commands() {
        return List.copyOf(commands);
    }

    void validatesNothing() {
        validate = "disabled";
    }

    /** Sends a frame of so many octets to the other kernel. */
    void send(FakeKernel far, int octets) {
        Association out = transmitting.get(selected);
        if (out == null || !out.on) {
            return;
        }
        out.frames++;
        octetsOut += octets;
        Association in = far.receiving.get(selected);
        if (in == null || !in.on || !far.peerIsOn || !in.secret.equals(out.secret)) {
            far.refused++;
        } else {
            in.frames++;
            far.octetsIn += octets;
        }
    }

    @Override
    public String run(IpScript script) throws EncDecFailure {
        boolean changes = new String(script.text(), StandardCharsets.US_ASCII).contains(" sa ");
        Trouble now = changes ? trouble : Trouble.NONE;
        trouble = changes ? Trouble.NONE : trouble;
        if (now == Trouble.REFUSED) {
            throw new EncDecFailure("ip did not end in 15 s");
        }
        String printed = obeyAll(script);
        if (now == Trouble.KILLED) {
            throw new EncDecFailure("ip did not end in 15 s");
        }
        return printed;
    }

    private String obeyAll(IpScript script) throws EncDecFailure {
        StringBuilder printed = new StringBuilder();
        for (String line :
                new String(script.text(), StandardCharsets.US_ASCII).strip().split("\n")) {
            commands.add(line.replaceAll(" key ([0-9a-f]{32}) .*", " key $1"));
            printed.append(obey(line.split(" ")));
        }
        return printed.toString();
    }

    private String obey(String[] words) throws EncDecFailure {
        List<String> command = List.of(words);
        return switch (String.join(" ", command.subList(0, 2))) {
            case "link add" -> {
                sci = Sci.parse(after(command, "sci"));
                window = after(command, "window");
                yield "";
            }
            case "macsec show" -> {
                refuse(sci == null && command.size() > 2, "Device does not exist");
                yield sci == null ? "[]" : "\n" + shown();
            }
            case "link set", "addr replace" -> select(command);
            case "macsec add", "macsec set", "macsec del" -> change(command);
            default -> throw new AssertionError("no such command: " + command.subList(0, 2));
        };
    }

    private String select(List<String> command) {
        if (command.contains("encodingsa")) {
            selected = Integer.parseInt(after(command, "encodingsa"));
        }
        if (command.contains("validate")) {
            validate = after(command, "validate");
        }
        if (command.contains("window")) {
            window = after(command, "window");
        }
        return "";
    }

    private String change(List<String> command) throws EncDecFailure {
        if (command.get(1).equals("del") && !command.contains("sa")) {
            if (Optional.of(Sci.parse(after(command, "sci"))).equals(Optional.ofNullable(peer))) {
                peer = null;
                receiving.clear();
                return "";
            }
            refuse(!stranger.equals(Optional.of(Sci.parse(after(command, "sci")))), "No such device");
            stranger = Optional.empty();
            return "";
        }
        if (!command.contains("sa")) {
            peer = Sci.parse(after(command, "sci"));
            peerIsOn = command.getLast().equals("on");
            return "";
        }
        refuse(command.contains("rx") && peer == null, "No such device");
        Map<Integer, Association> side = command.contains("rx") ? receiving : transmitting;
        int number = Integer.parseInt(after(command, "sa"));
        switch (command.get(1)) {
            case "add" -> {
                refuse(side.containsKey(number), "File exists");
                side.put(number, new Association(after(command, "key"), secret(command)));
            }
            case "set" -> existing(side, number).on = !command.getLast().equals("off");
            case "del" -> {
                refuse(existing(side, number).on, "Device or resource busy");
                side.remove(number);
            }
            default -> throw new AssertionError("no such change");
        }
        return "";
    }

    /** Frames open only under the same key, salt and short channel identifier. */
    private static String secret(List<String> command) {
        return command.getLast() + after(command, "salt") + after(command, "ssci");
    }

    private static Association existing(Map<Integer, Association> side, int number) throws EncDecFailure {
        refuse(!side.containsKey(number), "No such device");
        return side.get(number);
    }

    private static void refuse(boolean condition, String answer) throws EncDecFailure {
        if (condition) {
            throw new EncDecFailure(answer);
        }
    }

    private static String after(List<String> command, String word) {
        return command.get(command.indexOf(word) + 1);
    }

    private String shown() {
        String strangers =
                stranger.map(other -> SHOWN_STRANGER.formatted(other.value())).orElse("");
        String heard = peer == null
                ? ""
                : SHOWN_PEER.formatted(
                        strangers, peer.value(), peerIsOn, octetsIn, refused, list(receiving, "InPktsOK"));
        String said = list(transmitting, "OutPktsEncrypted");
        return SHOWN.formatted(validate, window, sci.value(), selected, octetsOut, said, heard);
    }

    private static String list(Map<Integer, Association> side, String counter) {
        return side.entrySet().stream()
                .map(entry -> entry.getValue().shown(entry.getKey(), counter))
                .collect(Collectors.joining(","));
    }
}
