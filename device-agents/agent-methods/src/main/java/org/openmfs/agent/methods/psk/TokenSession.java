package org.openmfs.agent.methods.psk;

import com.google.errorprone.annotations.MustBeClosed;
import java.io.IOException;
import java.security.AuthProvider;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.InvalidParameterException;
import java.security.Key;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.security.auth.login.LoginException;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.method.MethodFailure;
import org.openmfs.agent.method.MethodFailure.Reason;

/**
 * Uses the secret keys of one token through a SunPKCS11 provider of its own, which is registered nowhere; the keys are
 * handles, and only results leave the token. For one thread at a time.
 */
final class TokenSession {
    private static final String HMAC = "HmacSHA256";

    private final TokenPlace place;
    private final PinFile pin;
    private final Provider provider;
    private boolean inDoubt;

    private TokenSession(TokenPlace place, PinFile pin, Provider provider) {
        this.place = place;
        this.pin = pin;
        this.provider = provider;
    }

    static TokenSession open(TokenPlace place, PinFile pin, long slot) throws MethodFailure {
        String configuration = "--name = psk\nlibrary = " + place.module() + "\nslot = " + slot + "\n";
        try {
            Provider unconfigured = Optional.ofNullable(Security.getProvider("SunPKCS11"))
                    .orElseThrow(() -> new ProviderException("this Java runtime has no SunPKCS11"));
            return new TokenSession(place, pin, unconfigured.configure(configuration));
        } catch (InvalidParameterException | ProviderException odd) {
            throw away(place, odd);
        }
    }

    /** Whether it failed for a reason that another session, or a token in another slot, may end. */
    boolean isInDoubt() {
        return inDoubt;
    }

    /** The labels of all pre-shared keys, in the order of their ids. */
    List<KeyLabel> labels() throws MethodFailure {
        KeyStore keys = keys();
        try {
            return Collections.list(keys.aliases()).stream()
                    .flatMap(alias -> secretKey(keys, alias))
                    .sorted(Comparator.comparing(label -> label.id().name()))
                    .toList();
        } catch (GeneralSecurityException | ProviderException odd) {
            throw failed(odd);
        }
    }

    private static Stream<KeyLabel> secretKey(KeyStore keys, String alias) {
        try {
            return keys.entryInstanceOf(alias, KeyStore.SecretKeyEntry.class)
                    ? KeyLabel.parse(alias).stream()
                    : Stream.empty();
        } catch (GeneralSecurityException neverLoaded) {
            throw new IllegalStateException(neverLoaded);
        }
    }

    @MustBeClosed
    @SuppressWarnings("MustBeClosedChecker") // the receiver of the result closes it
    KeyMaterial hmacSha256(KeyLabel label, byte[] text) throws MethodFailure {
        KeyStore keys = keys();
        try {
            Key key = keys.getKey(label.text(), null);
            if (!(key instanceof SecretKey)) {
                throw new MethodFailure(Reason.EXHAUSTED, "token " + place.token() + " has no PSK " + label.text());
            }
            Mac mac = Mac.getInstance(HMAC, provider);
            mac.init(key);
            return KeyMaterial.taking(mac.doFinal(text));
        } catch (InvalidKeyException unfit) {
            throw new MethodFailure(
                    Reason.REFUSED,
                    "token " + place.token() + " takes " + label.text() + " for no key of HMAC-SHA-256 (" + code(unfit)
                            + "): a generic secret of 256 bits or more is expected");
        } catch (NoSuchAlgorithmException lacking) {
            throw new MethodFailure(Reason.REFUSED, "token " + place.token() + " computes no HMAC-SHA-256");
        } catch (GeneralSecurityException | ProviderException odd) {
            throw failed(odd);
        }
    }

    /** What lies there now; logs in where the token says that nobody is. */
    private KeyStore keys() throws MethodFailure {
        try {
            KeyStore keys = KeyStore.getInstance("PKCS11", provider);
            keys.load(() -> new KeyStore.CallbackHandlerProtection(pin));
            return keys;
        } catch (IOException | GeneralSecurityException | ProviderException refused) {
            Optional<PinFile.NoPin> noPin = causes(refused)
                    .filter(PinFile.NoPin.class::isInstance)
                    .map(PinFile.NoPin.class::cast)
                    .findFirst();
            if (noPin.isPresent()) {
                throw noPin.get().failure();
            }
            String code = code(refused);
            throw code.startsWith("CKR_PIN_") ? pin.refused(place.token(), code) : failed(refused);
        }
    }

    void logOut() {
        try {
            ((AuthProvider) provider).logout();
        } catch (LoginException | ProviderException away) {
            // Whoever took the token away ended the session.
        }
    }

    private MethodFailure failed(Exception why) {
        inDoubt = true;
        return away(place, why);
    }

    private static MethodFailure away(TokenPlace place, Exception why) {
        return new MethodFailure(Reason.UNREACHABLE, "token " + place.token() + " cannot be used: " + code(why));
    }

    /** What the token answered where it was asked; the JDK wraps that in what it wanted of it. */
    private static String code(Exception wrapped) {
        return causes(wrapped)
                .map(Throwable::getMessage)
                .filter(message -> message != null && message.startsWith("CKR_"))
                .findFirst()
                .orElseGet(() -> String.valueOf(causes(wrapped)
                        .reduce(wrapped, (first, second) -> second)
                        .getMessage()));
    }

    private static Stream<Throwable> causes(Throwable outer) {
        return Stream.iterate(outer, cause -> cause != null, Throwable::getCause);
    }
}
