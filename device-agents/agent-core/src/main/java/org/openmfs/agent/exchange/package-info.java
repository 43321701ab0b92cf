/** How a key is made: an initiator's run, a responder's run, and what both ends put into the key. */
package org.openmfs.agent.exchange;
