/** A small RESTCONF server (RFC 8040, JSON only): a schema written as an indented tree, a JSON datastore, an event stream. */
package org.openmfs.testbed.restconf;
