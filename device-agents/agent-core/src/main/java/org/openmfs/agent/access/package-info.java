/** Who gets in where anybody may knock. */
package org.openmfs.agent.access;
