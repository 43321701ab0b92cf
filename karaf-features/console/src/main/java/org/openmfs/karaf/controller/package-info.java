/** The controller as OSGi components: what MD-SAL offers in Karaf, and one list of users for RESTCONF and console. */
package org.openmfs.karaf.controller;
