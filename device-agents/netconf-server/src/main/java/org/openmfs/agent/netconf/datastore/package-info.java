/** The candidate and running configurations, their locks, and commits that are undone unless confirmed. */
package org.openmfs.agent.netconf.datastore;
