package org.openmfs.agent.netconf.device;

import java.nio.file.Path;
import org.openmfs.agent.identity.Credentials;
import org.openmfs.agent.netconf.json.Members;
import org.openmfs.agent.netconf.json.Reading;

/** Reads which files a credential is in: certificates and key in PEM, or both in a PKCS #12 store with a password. */
final class CredentialMembers {
    private static final String STORE = "keystore";
    private static final String PASSWORD = "keystore-password-file";

    private final NamedFiles files;

    CredentialMembers(NamedFiles files) {
        this.files = files;
    }

    /** Makes a credential of two files and the authorities'. */
    private interface Maker<C> {
        C of(Path first, Path second, Path authorities);
    }

    Reading<Credentials> peering(Members owner) {
        return read(owner, Credentials.Pem::new, Credentials.Pkcs12::new);
    }

    Reading<Credentials> kme(Members owner) {
        return read(owner, Credentials.Pem::new, Credentials.Pkcs12::new);
    }

    private <C> Reading<C> read(Members owner, Maker<C> pem, Maker<C> pkcs12) {
        if (!owner.has(STORE) && !owner.has(PASSWORD)) {
            Reading<Path> certificates = owner.required("certificates", files.open());
            Reading<Path> key = owner.required("key", files.credential());
            return with(owner, certificates, key, pem);
        }
        Reading<Path> store = owner.required(STORE, files.credential());
        Reading<Path> password = owner.required(PASSWORD, files.credential());
        if (owner.has(STORE)) {
            none(owner, "certificates");
            none(owner, "key");
        } else {
            owner.optional("certificates", files.open());
            owner.optional("key", files.credential());
        }
        return with(owner, store, password, pkcs12);
    }

    private <C> Reading<C> with(Members owner, Reading<Path> first, Reading<Path> second, Maker<C> maker) {
        Reading<Path> authorities = owner.required("authorities", files.open());
        boolean whole = !first.isFaulty() && !second.isFaulty() && !authorities.isFaulty();
        return whole ? Reading.of(maker.of(first.get(), second.get(), authorities.get())) : Reading.faulty();
    }

    private static void none(Members owner, String name) {
        if (owner.has(name)) {
            owner.wrong(name, "expected none beside " + STORE + ", which holds certificates and key");
        }
    }
}
