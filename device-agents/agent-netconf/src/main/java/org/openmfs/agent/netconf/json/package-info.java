/** Reads JSON that people write: everything that is wrong with it is found at once and said in their words. */
package org.openmfs.agent.netconf.json;
