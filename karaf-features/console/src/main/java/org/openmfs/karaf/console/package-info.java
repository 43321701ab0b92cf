/** Karaf commands: a shell on the actions, for administrators who log in over SSH or start Karaf in their terminal. */
package org.openmfs.karaf.console;
