package org.openmfs.northbound.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.openmfs.northbound.auth.UserEntries.Entry;

/**
 * The users of this controller, in {@code users.json}. There is no default password: the first start makes an
 * administrator with a random one and writes it to a file of its own.
 */
public final class UserFile {
    private static final String ADMINISTRATOR = "admin";
    private static final int PASSWORD_OCTETS = 18;
    private static final FileTime NEVER = FileTime.fromMillis(0);
    private static final Gson JSON = new GsonBuilder().setPrettyPrinting().create();

    private final Path file;
    private final SecureRandom random = new SecureRandom();
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Map<String, Entry> users = Map.of();
    private volatile FileTime read = NEVER;
    private volatile Optional<IOException> fault = Optional.empty();

    /** The file as a whole. */
    private record Content(List<Entry> users) {}

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
        Map<String, Entry> more = new LinkedHashMap<>(users);
        more.put(name, new Entry(name, role.text(), PasswordHash.of(password.toCharArray(), random)));
        OwnerOnlyFiles.replace(
                file, JSON.toJson(new Content(new ArrayList<>(more.values()))).getBytes(UTF_8));
        load();
        return passwordFile;
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
