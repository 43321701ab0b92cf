package org.openmfs.karaf.controller;

import java.util.Map;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import org.apache.karaf.jaas.boot.ProxyLoginModule;
import org.apache.karaf.jaas.config.JaasRealm;
import org.openmfs.northbound.auth.Authenticator;
import org.osgi.framework.BundleContext;

/** Karaf's realm for logins, with the users of RESTCONF in place of the users that Karaf keeps in a file of its own. */
final class UsersRealm implements JaasRealm {
    /** Higher than Karaf's own realm of the same name. */
    private static final int RANK = 100;

    private final AppConfigurationEntry entry;

    UsersRealm(Authenticator users, ConsoleAudit audit, BundleContext bundles) {
        entry = new AppConfigurationEntry(
                ProxyLoginModule.class.getName(),
                LoginModuleControlFlag.REQUIRED,
                Map.of(
                        ProxyLoginModule.PROPERTY_MODULE,
                        UsersLogin.class.getName(),
                        ProxyLoginModule.PROPERTY_BUNDLE,
                        Long.toString(bundles.getBundle().getBundleId()),
                        BundleContext.class.getName(),
                        bundles,
                        UsersLogin.USERS,
                        users,
                        UsersLogin.AUDIT,
                        audit));
    }

    @Override
    public String getName() {
        return "karaf";
    }

    @Override
    public int getRank() {
        return RANK;
    }

    @Override
    public AppConfigurationEntry[] getEntries() {
        return new AppConfigurationEntry[] {entry};
    }
}
