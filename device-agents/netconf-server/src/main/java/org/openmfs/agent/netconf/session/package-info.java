/** SSH access and the bounds that every connection, message and session has to keep. */
package org.openmfs.agent.netconf.session;
