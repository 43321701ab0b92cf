/** What two CFs say to each other over the MFS Inter-MFS CF I/F (MFS 4.3.2), and what they are told by. */
package org.openmfs.agent.protocol;
