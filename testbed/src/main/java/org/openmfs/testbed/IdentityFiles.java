package org.openmfs.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.openmfs.testbed.kept.KeptFolder;
import org.openmfs.testbed.tls.Identity;
import org.openmfs.testbed.web.Credential;

/** The files by which an SAE or a controller gets its certificate and key: PEM, and the same as PKCS #12. */
final class IdentityFiles {
    private final KeptFolder folder;
    private final String name;

    IdentityFiles(KeptFolder folder, String name) {
        this.folder = folder;
        this.name = name;
    }

    Path certificate() {
        return path(".crt.pem");
    }

    Path key() {
        return path(".key.pem");
    }

    Path pkcs12() {
        return path(".p12");
    }

    Path password() {
        return path(".p12.password");
    }

    private Path path(String ending) {
        return folder.path().resolve(name + ending);
    }

    /** Leaves files of the same identity as they are; the certificate, written last, says that all are of one identity. */
    void write(Identity identity, SecureRandom random) throws IOException {
        String certificate = Identity.pem(identity.certificate());
        boolean complete =
                List.of(key(), pkcs12(), password(), certificate()).stream().allMatch(Files::exists);
        if (complete && Files.readString(certificate()).equals(certificate)) {
            return;
        }
        String secret = Credential.generate(name, random).password();
        folder.write(name + ".key.pem", identity.keyPem());
        folder.write(name + ".p12.password", secret);
        folder.write(name + ".p12", identity.pkcs12(secret));
        folder.write(name + ".crt.pem", certificate);
    }
}
