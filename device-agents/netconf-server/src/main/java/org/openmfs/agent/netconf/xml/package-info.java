/** The way between NETCONF's XML and modelled data, with an error that names the element when the way is barred. */
package org.openmfs.agent.netconf.xml;
