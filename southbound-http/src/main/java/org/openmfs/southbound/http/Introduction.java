package org.openmfs.southbound.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.openmfs.controller.model.Access.Login;
import org.openmfs.controller.model.Credential;
import org.openmfs.controller.model.IdentityName;

/** How requests say who we are, and what is told where that is refused; no secret is in what is told. */
record Introduction(Login login, Optional<IdentityName> identity) {
    /** The value of the Authorization header. */
    Optional<String> header() {
        return switch (login) {
            case Login.None() -> Optional.empty();
            case Login.Basic(Credential credential) -> Optional.of("Basic " + base64(credential));
            case Login.Bearer bearer -> Optional.of("Bearer " + bearer.token().value());
        };
    }

    private static String base64(Credential credential) {
        String pair = credential.user() + ":" + credential.password();
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /** What a refusal by HTTP's status refuses. */
    String refused(int status) {
        String what = switch (login) {
            case Login.None() ->
                identity.map(Introduction::certificate).orElse("no credential is set, and one is asked for");
            case Login.Basic(Credential credential) ->
                "user " + credential.user() + " or the password was refused" + beside();
            case Login.Bearer ignored -> "the bearer-token was refused" + beside();
        };
        return what + " (status " + status + ")";
    }

    private String beside() {
        return identity.map(name -> ", or the certificate of client-identity " + name + " was")
                .orElse("");
    }

    private static String certificate(IdentityName name) {
        return "the certificate of client-identity " + name + " was refused";
    }

    /** What the other side's alert in TLS refuses. */
    String refused(String alert) {
        String none = "a client certificate is asked for, and leaf client-identity names none";
        String what = alert.equals("certificate_required")
                ? identity.map(name -> "client-identity " + name + " is of no authority that is asked for")
                        .orElse(none)
                : identity.map(Introduction::certificate).orElse(none);
        return what + " (TLS alert " + alert + ")";
    }

    /** Whether what somebody else says holds the secret that we show. */
    boolean isRepeatedIn(String said) {
        return switch (login) {
            case Login.None() -> false;
            case Login.Basic(Credential credential) -> said.contains(credential.password());
            case Login.Bearer bearer -> said.contains(bearer.token().value());
        };
    }
}
