package org.openmfs.agent.methods.psk;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandleProxies;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openmfs.agent.method.MethodFailure;

/**
 * Finds the slot of the token that has a label: the JDK's provider knows slots by number alone, and modules number them
 * anew when tokens come and go. No PIN is needed for that, and none is shown to a token of another label.
 *
 * <p>Calls the module's C functions (PKCS #11 2.40, sections 5.4 and 5.5) in the form they have on 64-bit Linux.
 */
final class TokenSlots {
    private static final long OK = 0;
    private static final long ALREADY_INITIALIZED = 0x191;
    private static final long OS_LOCKING_OK = 2;
    private static final int INITIALIZE = 0;
    private static final int GET_SLOT_LIST = 4;
    private static final int GET_TOKEN_INFO = 6;
    private static final int LABEL_OCTETS = 32;
    private static final int TOKEN_INFO_OCTETS = 256;
    private static final byte WITH_TOKEN = 1;
    /** CK_C_INITIALIZE_ARGS: four functions, the flags, one pointer. */
    private static final MemoryLayout ARGUMENTS = MemoryLayout.sequenceLayout(6, JAVA_LONG);

    private static final int FLAGS = 4;
    /** CK_FUNCTION_LIST: the version, then the functions up to C_GetTokenInfo. */
    private static final MemoryLayout FUNCTIONS = MemoryLayout.sequenceLayout(GET_TOKEN_INFO + 2L, ADDRESS);

    /** C_GetFunctionList and C_Initialize; as the others public, which Java asks for to bind them. */
    public interface WithPointer {
        long call(MemorySegment pointer);
    }

    /** C_GetSlotList. */
    public interface SlotLister {
        long call(byte withToken, MemorySegment slots, MemorySegment count);
    }

    /** C_GetTokenInfo. */
    public interface TokenTeller {
        long call(long slot, MemorySegment about);
    }

    private final Path module;
    private final MemorySegment functions;

    private TokenSlots(Path module, MemorySegment functions) {
        this.module = module;
        this.functions = functions;
    }

    /** Loads the module, which stays for the life of the process. */
    static TokenSlots of(Path module) throws MethodFailure {
        if (!Files.isReadable(module)) {
            throw unusable(module, "there is no such file that this user may read");
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment entry = SymbolLookup.libraryLookup(module, Arena.global())
                    .find("C_GetFunctionList")
                    .orElseThrow(() -> unusable(module, "it has no C_GetFunctionList"));
            MemorySegment list = arena.allocate(ADDRESS);
            check(
                    module,
                    "C_GetFunctionList",
                    bound(WithPointer.class, entry, ADDRESS).call(list));
            TokenSlots slots = new TokenSlots(
                    module,
                    list.get(ADDRESS, 0).reinterpret(FUNCTIONS.byteSize()).asReadOnly());
            slots.initialize(arena);
            return slots;
        } catch (IllegalArgumentException notLoaded) {
            throw unusable(module, "it is no library that this machine can load");
        }
    }

    private void initialize(Arena arena) throws MethodFailure {
        MemorySegment arguments = arena.allocate(ARGUMENTS);
        arguments.setAtIndex(JAVA_LONG, FLAGS, OS_LOCKING_OK);
        long answer = function(WithPointer.class, INITIALIZE, ADDRESS).call(arguments);
        if (answer != ALREADY_INITIALIZED) {
            check(module, "C_Initialize", answer);
        }
    }

    /** The slot in which the one token of this label is. */
    long slotOf(String label) throws MethodFailure {
        List<String> labels = new ArrayList<>();
        List<Long> found = new ArrayList<>();
        try (Arena arena = Arena.ofConfined()) {
            for (long slot : slots(arena)) {
                String other = label(slot, arena);
                if (!other.isEmpty()) {
                    labels.add(other);
                }
                if (other.equals(label)) {
                    found.add(slot);
                }
            }
        }
        if (found.size() != 1) {
            throw unreachable(
                    found.isEmpty()
                            ? "PKCS #11 module " + module + " has no token " + label + ", only "
                                    + labels.stream().sorted().toList()
                            : found.size() + " tokens of PKCS #11 module " + module + " are called " + label);
        }
        return found.getFirst();
    }

    private long[] slots(Arena arena) throws MethodFailure {
        MemorySegment count = arena.allocate(JAVA_LONG);
        slotList(MemorySegment.NULL, count);
        MemorySegment slots = arena.allocate(JAVA_LONG, count.get(JAVA_LONG, 0));
        slotList(slots, count);
        return slots.asSlice(0, count.get(JAVA_LONG, 0) * JAVA_LONG.byteSize()).toArray(JAVA_LONG);
    }

    private void slotList(MemorySegment slots, MemorySegment count) throws MethodFailure {
        SlotLister getSlotList = function(SlotLister.class, GET_SLOT_LIST, JAVA_BYTE, ADDRESS, ADDRESS);
        check(module, "C_GetSlotList", getSlotList.call(WITH_TOKEN, slots, count));
    }

    /** Blank where the token was taken away meanwhile. */
    private String label(long slot, Arena arena) {
        MemorySegment about = arena.allocate(TOKEN_INFO_OCTETS);
        function(TokenTeller.class, GET_TOKEN_INFO, JAVA_LONG, ADDRESS).call(slot, about);
        byte[] label = about.asSlice(0, LABEL_OCTETS).toArray(JAVA_BYTE);
        return new String(label, StandardCharsets.UTF_8)
                .replaceAll("\\p{Cntrl}", "")
                .stripTrailing();
    }

    private <T> T function(Class<T> form, int number, MemoryLayout... parameters) {
        return bound(form, functions.getAtIndex(ADDRESS, number + 1L), parameters);
    }

    private static <T> T bound(Class<T> form, MemorySegment function, MemoryLayout... parameters) {
        return MethodHandleProxies.asInterfaceInstance(
                form, Linker.nativeLinker().downcallHandle(function, FunctionDescriptor.of(JAVA_LONG, parameters)));
    }

    private static void check(Path module, String function, long answer) throws MethodFailure {
        if (answer != OK) {
            throw unusable(module, function + " answers 0x" + Long.toHexString(answer));
        }
    }

    private static MethodFailure unusable(Path module, String why) {
        return unreachable("PKCS #11 module " + module + " cannot be used: " + why);
    }

    private static MethodFailure unreachable(String why) {
        return new MethodFailure(MethodFailure.Reason.UNREACHABLE, why);
    }
}
