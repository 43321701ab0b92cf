package org.openmfs.agent.netconf.device;

import java.io.File;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openmfs.agent.netconf.device.AgentSettings.EncDecPlace;

/** Whether this process can set up MACsec in the kernel: the program ip, the right to use it, the interfaces. */
final class KernelMeans {
    private static final int NET_ADMIN = 12;
    private static final String ROOT = "0";
    /** What the kernel's Enc/Dec and its guardian run, and where it comes from. */
    private static final Map<String, String> NEEDED = new TreeMap<>(Map.of(
            "ip", "iproute2", "bash", "bash", "setsid", "util-linux", "flock", "util-linux", "mkfifo", "coreutils"));

    /** ARPHRD_ETHER of Linux's if_arp.h: on what else is no Ethernet the kernel makes no MACsec. */
    private static final String ETHERNET = "1";

    private final List<Path> programs;
    private final Path process;
    private final Path interfaces;

    /**
     * @param programs folders in which programs are looked for
     * @param process what Linux says of the process, as /proc/self does
     * @param interfaces what Linux says of interfaces, as /sys/class/net does
     */
    KernelMeans(List<Path> programs, Path process, Path interfaces) {
        this.interfaces = interfaces;
        this.programs = List.copyOf(programs);
        this.process = process;
    }

    /** Those of this process. */
    static KernelMeans here() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        List<Path> folders = Arrays.stream(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .toList();
        return new KernelMeans(folders, Path.of("/proc/self"), Path.of("/sys/class/net"));
    }

    /** A line for each thing that an Enc/Dec of kind macsec lacks; none if there is no such Enc/Dec. */
    List<String> faults(List<EncDecPlace> places) {
        List<String> faults = new ArrayList<>();
        parents(places).forEach((member, parent) -> {
            if (!isThere(parent)) {
                faults.add(member + ": expected an interface of this machine, and there is no " + parent);
            }
        });
        if (places.stream().anyMatch(EncDecPlace.Kernel.class::isInstance)) {
            NEEDED.forEach((program, debianPackage) -> {
                if (programs.stream().noneMatch(folder -> Files.isExecutable(folder.resolve(program)))) {
                    faults.add(program + ": not found in PATH, but Enc/Decs of kind macsec need it (" + debianPackage
                            + ")");
                }
            });
            if (!mayAdminister()) {
                faults.add("ip: this user may not set up interfaces, which Enc/Decs of kind macsec need"
                        + " (root, or CAP_NET_ADMIN as ambient capability)");
            }
        }
        return faults;
    }

    /** A line for each parent on which the kernel would make no MACsec; at a start the kernel itself says so. */
    List<String> parentFaults(List<EncDecPlace> places) {
        return parents(places).entrySet().stream()
                .filter(parent -> !isEthernet(parent.getValue()))
                .map(parent ->
                        parent.getKey() + ": expected an Ethernet interface, and " + parent.getValue() + " is none")
                .toList();
    }

    /** By the members of the agent's file that name them. */
    private static Map<String, String> parents(List<EncDecPlace> places) {
        Map<String, String> parents = new LinkedHashMap<>();
        for (int i = 0; i < places.size(); i++) {
            if (places.get(i) instanceof EncDecPlace.Kernel kernel) {
                parents.put("enc-decs[" + i + "].parent", kernel.parent());
            }
        }
        return parents;
    }

    private boolean isEthernet(String name) {
        try {
            return Files.readString(interfaces.resolve(name).resolve("type"))
                    .strip()
                    .equals(ETHERNET);
        } catch (IOException notTold) {
            return true;
        }
    }

    /** Asked of Linux: Java knows no interface that has no address, and MACsec's parent needs none. */
    private boolean isThere(String name) {
        try {
            return Files.readAllLines(process.resolve("net/dev")).stream()
                    .anyMatch(line -> line.strip().startsWith(name + ":"));
        } catch (IOException notLinux) {
            return true;
        }
    }

    /** What a program gets that this process starts: root's within its bounds, anybody else's ambient ones. */
    private boolean mayAdminister() {
        try {
            Map<String, String> told = Files.readAllLines(process.resolve("status")).stream()
                    .map(line -> line.split(":\\s*", 2))
                    .filter(words -> words.length == 2)
                    .collect(Collectors.toMap(words -> words[0], words -> words[1], (first, again) -> first));
            boolean root = told.getOrDefault("Uid", ROOT).split("\\s+")[1].equals(ROOT);
            String capabilities = told.getOrDefault(root ? "CapBnd" : "CapAmb", ROOT);
            return new BigInteger(capabilities, 16).testBit(NET_ADMIN);
        } catch (IOException notLinux) {
            return true;
        }
    }
}
