package org.openmfs.testbed.web;

import javax.net.ssl.SSLContext;

/** How a door speaks TLS: its key and trust, and whether it turns away clients without a certificate. */
public record ServerTls(SSLContext context, boolean clientsMustProveIdentity) {}
