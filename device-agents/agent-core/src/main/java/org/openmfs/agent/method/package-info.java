/** The MFS Key request I/F: what a key exchange method module does for an MFS CF, and how it may fail. */
package org.openmfs.agent.method;
