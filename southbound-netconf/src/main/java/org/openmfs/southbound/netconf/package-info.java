/** Devices that serve MFS CFs, over NETCONF: the MFS Network Management I/F (MFS 4.3.2), manager's side. */
package org.openmfs.southbound.netconf;
