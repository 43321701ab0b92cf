package org.openmfs.northbound.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class AuthenticatorTest {
    private static final int GUESSERS = 200;

    @TempDir
    Path folder;

    private UserFile users;
    private String password;
    private Instant now = Instant.parse("2026-11-30T00:00:00Z");
    private Authenticator authenticator;
    private final List<Thread> guessers = new ArrayList<>();
    private volatile boolean over;

    @BeforeEach
    void start() throws IOException {
        users = UserFile.open(folder);
        password = Files.readString(users.administratorPasswordFile());
        authenticator = new Authenticator(users, () -> now);
    }

    @AfterEach
    void stop() throws InterruptedException {
        over = true;
        for (Thread guesser : guessers) {
            guesser.join();
        }
    }

    private Optional<String> recognised(String name, String tried) throws UncertainException {
        return authenticator.recognise(authorization(name, tried)).map(User::name);
    }

    private static Optional<String> authorization(String name, String tried) {
        return Optional.of("Basic " + Base64.getEncoder().encodeToString((name + ":" + tried).getBytes(UTF_8)));
    }

    /** So many at a time try one password after the other for this name. */
    private void guess(String name) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(GUESSERS);
        for (int i = 0; i < GUESSERS; i++) {
            int first = i;
            guessers.add(Thread.ofVirtual().start(() -> {
                begun.countDown();
                for (int guess = first; !over; guess += GUESSERS) {
                    tried(name, guess);
                }
            }));
        }
        begun.await();
        Thread.sleep(Duration.ofMillis(500));
    }

    private void tried(String name, int guess) {
        try {
            recognised(name, "guess " + guess);
        } catch (UncertainException refused) {
            // One guess less.
        }
        pause();
    }

    /** Whatever it got: who guesses is on another machine, and takes no processor of this one. */
    private static void pause() {
        try {
            Thread.sleep(Duration.ofMillis(50));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_user_who_was_recognised_once_comes_in_although_many_guess_his_password() throws Exception {
        assertThat(recognised("admin", password)).contains("admin");
        guess("admin");

        now = now.plus(Duration.ofHours(1));

        assertThat(recognised("admin", password)).contains("admin");
    }

    @Test
    void who_guesses_for_another_name_does_not_keep_a_user_out() throws Exception {
        guess("nobody");

        assertThat(recognised("admin", password)).contains("admin");
    }

    @Test
    void with_another_password_the_one_before_is_refused() throws Exception {
        assertThat(recognised("admin", password)).contains("admin");
        UserFile.open(folder).add("admin", Role.ADMINISTRATOR);

        assertThat(recognised("admin", password)).isEmpty();
        assertThat(recognised("admin", Files.readString(users.administratorPasswordFile())))
                .contains("admin");
    }

    @Test
    void where_the_users_can_not_be_read_any_more_nobody_comes_in() throws Exception {
        assertThat(recognised("admin", password)).contains("admin");
        Path file = folder.resolve("users.json");
        String before = Files.readString(file);
        OwnerOnlyFiles.replace(file, "{".getBytes(UTF_8));
        assertThat(entered()).isFalse();

        OwnerOnlyFiles.replace(file, before.getBytes(UTF_8));
        assertThat(entered()).isTrue();
    }

    /** How soon a guess is refused, at the quickest. */
    private long quickest(String name) throws UncertainException {
        long quickest = Long.MAX_VALUE;
        for (int guess = 0; guess < 3; guess++) {
            long begin = System.nanoTime();
            assertThat(recognised(name, "guess " + guess)).isEmpty();
            quickest = Math.min(quickest, System.nanoTime() - begin);
        }
        return quickest;
    }

    @Test
    void how_long_a_guess_takes_does_not_say_whether_there_is_such_a_user() throws Exception {
        assertThat(recognised("admin", password)).contains("admin");

        assertThat(quickest("admin")).isGreaterThan(quickest("nobody") / 10);
    }

    @Test
    void a_user_who_comes_with_many_requests_at_first_is_recognised_in_all_of_them() throws Exception {
        List<Callable<Optional<String>>> requests = Collections.nCopies(64, () -> recognised("admin", password));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Optional<String>> request : threads.invokeAll(requests)) {
                assertThat(request).succeedsWithin(Duration.ofSeconds(60)).isEqualTo(Optional.of("admin"));
            }
        }
    }

    @Test
    void a_user_who_was_not_recognised_since_the_start_comes_in_although_many_guess_his_password() throws Exception {
        guess("admin");

        boolean entered = false;
        for (int attempt = 0; attempt < 20 && !entered; attempt++) {
            entered = entered();
            Thread.sleep(Duration.ofMillis(100));
        }

        assertThat(entered).isTrue();
    }

    @Test
    void where_too_many_guess_for_names_that_no_user_has_a_guess_at_a_user_is_told_no_other_thing() throws Exception {
        guess("nobody");

        boolean putOff = false;
        for (int attempt = 0; attempt < 20 && !putOff; attempt++) {
            putOff = isPutOff(attempt);
        }

        assertThat(putOff).isTrue();
    }

    private boolean isPutOff(int guess) {
        try {
            recognised("admin", "guess " + guess);
            return false;
        } catch (UncertainException refused) {
            return true;
        }
    }

    @Test
    void a_password_that_was_changed_while_it_was_looked_at_is_good_for_nothing() throws Exception {
        slowDown(3_000_000);
        authenticator = new Authenticator(UserFile.open(folder), () -> now);
        CompletableFuture<Optional<String>> late = CompletableFuture.supplyAsync(() -> {
            try {
                return recognised("admin", password);
            } catch (UncertainException refused) {
                return Optional.empty();
            }
        });
        while (Thread.getAllStackTraces().values().stream()
                .flatMap(Stream::of)
                .noneMatch(call -> call.getClassName().equals(PasswordHash.class.getName()))) {
            Thread.onSpinWait();
        }

        users.add("admin", Role.ADMINISTRATOR);

        assertThat(late).isNotDone();
        assertThat(late).succeedsWithin(Duration.ofMinutes(1)).isEqualTo(Optional.empty());
    }

    /** Has the administrator's password looked at for some seconds. */
    private void slowDown(int iterations) throws Exception {
        byte[] salt = new byte[16];
        byte[] hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                .generateSecret(new PBEKeySpec(password.toCharArray(), salt, iterations, 512))
                .getEncoded();
        Base64.Encoder base64 = Base64.getEncoder();
        OwnerOnlyFiles.replace(folder.resolve("users.json"), """
                {"users":[{"name":"admin","role":"administrator","password":{"iterations":%d,"salt":"%s","hash":"%s"}}]}
                """.formatted(
                        iterations, base64.encodeToString(salt), base64.encodeToString(hash))
                .getBytes(UTF_8));
    }

    @Test
    void a_user_of_an_earlier_build_gets_what_tells_guesses_when_he_is_recognised() throws Exception {
        slowDown(1000);
        authenticator = new Authenticator(UserFile.open(folder), () -> now);
        assertThat(recognised("admin", "guess")).isEmpty();
        assertThat(folder.resolve("users.json")).content().doesNotContain("quick");

        assertThat(recognised("admin", password)).contains("admin");

        assertThat(folder.resolve("users.json")).content().contains("quick-bits");
        assertThat(new Authenticator(UserFile.open(folder), () -> now).recognise(authorization("admin", password)))
                .contains(new User("admin", Role.ADMINISTRATOR));
    }

    private boolean entered() {
        try {
            return recognised("admin", password).isPresent();
        } catch (UncertainException refused) {
            return false;
        }
    }
}
