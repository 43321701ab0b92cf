/** What exists: intents, classes, devices, networks, plans and keys by name; records of the JDK alone. */
package org.openmfs.controller.model;
