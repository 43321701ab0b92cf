/** What a key is: its bytes behind a token, its identifier, its length and the six states of its life. */
package org.openmfs.agent.key;
