package org.openmfs.northbound.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.openmfs.northbound.auth.UserEntries.Entry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The users of this controller, in {@code users.json}. There is no default password: the first start makes an
 * administrator with a random one and writes it to a file of its own.
 */
public final class UserFile {
    private static final String ADMINISTRATOR = "admin";
    private static final int PASSWORD_OCTETS = 18;
    private static final FileTime NEVER = FileTime.fromMillis(0);
    /** Programs that change the file wait for each other, by a lock on this one, which is there while they do. */
    private static final String LOCK = "users.lock";

    private static final Logger LOG = LoggerFactory.getLogger(UserFile.class);

    private final Path file;
    private final SecureRandom random = new SecureRandom();
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Map<String, Entry> users = Map.of();
    private volatile FileTime read = NEVER;
    private volatile Optional<IOException> fault = Optional.empty();

    private UserFile(Path file) {
        this.file = file;
    }

    /**
     * Opens the users of a folder; makes an administrator if there is no file yet.
     *
     * @throws IOException if the file can't be used; the message is for an operator
     */
    public static UserFile open(Path folder) throws IOException {
        UserFile users = new UserFile(folder.resolve("users.json"));
        if (Files.exists(users.file)) {
            users.load();
        } else {
            users.add(ADMINISTRATOR, Role.ADMINISTRATOR);
        }
        return users;
    }

    /**
     * Adds a user with a random password, or gives a user another one.
     *
     * @return the file that holds the password and nothing else; only its owner may read it
     * @throws IllegalArgumentException if the name can't be one
     */
    public synchronized Path add(String name, Role role) throws IOException {
        checkedName(name);
        byte[] octets = new byte[PASSWORD_OCTETS];
        random.nextBytes(octets);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
        Path passwordFile = passwordFileOf(name);
        OwnerOnlyFiles.replace(passwordFile, password.getBytes(UTF_8));
        char[] letters = password.toCharArray();
        PasswordHash hash = PasswordHash.of(letters, random);
        Entry entry = new Entry(name, role.text(), hash, Optional.of(QuickCheck.of(letters, random)));
        change(before -> Optional.of(entry));
        return passwordFile;
    }

    /**
     * Remembers how to tell wrong passwords quickly, of a user whose entry does not say: an earlier build made it.
     *
     * @param hash what the password was found to be that of
     */
    void recognised(String name, char[] password, PasswordHash hash) {
        if (users.containsKey(name) && users.get(name).quick().isPresent()) {
            return;
        }
        QuickCheck quick = QuickCheck.of(password, random);
        try {
            change(now -> Optional.ofNullable(now.get(name))
                    .filter(entry -> entry.password().equals(hash))
                    .map(entry -> new Entry(name, entry.role(), hash, Optional.of(quick))));
        } catch (IOException e) {
            LOG.debug("guesses at the password of {} are not told quickly", name, e);
        }
    }

    /** Puts a user's entry in the file, whatever others made of it meanwhile; none where there is nothing to put. */
    private void change(Function<Map<String, Entry>, Optional<Entry>> entry) throws IOException {
        Path lock = file.resolveSibling(LOCK);
        synchronized (UserFile.class) {
            try (FileChannel channel = OwnerOnlyFiles.open(lock);
                    FileLock mine = channel.lock()) {
                Map<String, Entry> all = new LinkedHashMap<>();
                if (Files.exists(file)) {
                    load();
                    all.putAll(users);
                }
                Optional<Entry> changed = entry.apply(all);
                if (changed.isPresent() && mine.isValid()) {
                    all.put(changed.get().name(), changed.get());
                    OwnerOnlyFiles.replace(file, UserEntries.text(all.values()).getBytes(UTF_8));
                    load();
                }
            } finally {
                Files.deleteIfExists(lock);
            }
        }
    }

    /** @throws IllegalArgumentException if no user can have this name; the message says what a name has */
    public static String checkedName(String name) {
        if (!UserEntries.NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a user's name has " + UserEntries.NAME_HAS + ", at most 64");
        }
        return name;
    }

    /** Where {@link #add} writes a user's password; an operator may delete it after reading. */
    public Path passwordFileOf(String name) {
        return file.resolveSibling("password-" + name);
    }

    /** Where the first administrator's password was written. */
    public Path administratorPasswordFile() {
        return passwordFileOf(ADMINISTRATOR);
    }

    /**
     * Takes note of changes that were made to the file; nobody waits for another who does.
     *
     * @throws IOException as long as it can't be used
     */
    void refresh() throws IOException {
        if (reading.tryLock()) {
            try {
                if (!Files.exists(file) || !Files.getLastModifiedTime(file).equals(read)) {
                    load();
                }
                fault = Optional.empty();
            } catch (IOException e) {
                fault = Optional.of(e);
            } finally {
                reading.unlock();
            }
        }
        if (fault.isPresent()) {
            throw new IOException(fault.get().getMessage(), fault.get());
        }
    }

    Optional<PasswordHash> passwordOf(String name) {
        return Optional.ofNullable(users.get(name)).map(Entry::password);
    }

    /** Whether it may be the password of a user: almost no wrong one, of a user whose entry says how to tell. */
    boolean mayBe(String name, char[] password) {
        return Optional.ofNullable(users.get(name))
                .flatMap(Entry::quick)
                .map(quick -> quick.passes(password))
                .orElse(true);
    }

    Optional<User> find(String name) {
        return Optional.ofNullable(users.get(name))
                .flatMap(entry -> Role.of(entry.role()))
                .map(role -> new User(name, role));
    }

    private void load() throws IOException {
        // As long as it can't be used it is read again each time.
        read = NEVER;
        FileTime written = Files.exists(file) ? Files.getLastModifiedTime(file) : NEVER;
        String text = content();
        try {
            users = UserEntries.parse(text);
        } catch (IOException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
        read = written;
    }

    private String content() throws IOException {
        try {
            if (OwnerOnlyFiles.isOwnerOnly(file)) {
                return Files.readString(file);
            }
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": there is no such file", e);
        } catch (CharacterCodingException e) {
            throw new IOException(file + ": text in UTF-8 was expected", e);
        } catch (IOException e) {
            throw new IOException(file + ": can't be read", e);
        }
        throw new IOException(file + " may be read or written by others than its owner: chmod 600 " + file);
    }
}
