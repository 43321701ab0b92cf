/** Keeps a NETCONF session with each device: SSH, requests and answers, back-off, what is read after each connect. */
package org.openmfs.southbound.netconf.session;
