/** Who may ask, and for what: users and their roles, kept in a file that only its owner may read. */
package org.openmfs.northbound.auth;
