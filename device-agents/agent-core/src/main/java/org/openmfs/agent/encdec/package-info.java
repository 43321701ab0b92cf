/** The MFS Key Supply Service I/F towards an Enc/Dec: install, switch, observe and retire keys without losing a frame. */
package org.openmfs.agent.encdec;
