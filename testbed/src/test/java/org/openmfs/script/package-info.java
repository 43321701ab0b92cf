/** The one script, tried in small checkouts with a Maven and a JDK that do at once what the real ones take minutes for. */
package org.openmfs.script;
