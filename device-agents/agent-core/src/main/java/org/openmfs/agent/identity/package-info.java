/** By what files an agent proves who it is: whether they fit together, how long they last, and what is new in them. */
package org.openmfs.agent.identity;
