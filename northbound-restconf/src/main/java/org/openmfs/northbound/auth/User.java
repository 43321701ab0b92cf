package org.openmfs.northbound.auth;

import java.security.Principal;

/** Somebody who has shown who they are. */
public record User(String name, Role role) implements Principal {
    @Override
    public String getName() {
        return name;
    }
}
