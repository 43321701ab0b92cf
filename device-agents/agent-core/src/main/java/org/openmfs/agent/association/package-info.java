/** What an association between two MFS CFs is, what is told of it, and what its parts share. */
package org.openmfs.agent.association;
