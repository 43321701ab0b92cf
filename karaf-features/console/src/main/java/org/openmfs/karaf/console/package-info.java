/** Karaf commands that show what the controller knows, as tables for people and as JSON for programs. */
package org.openmfs.karaf.console;
