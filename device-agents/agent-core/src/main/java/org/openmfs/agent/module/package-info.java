/** What other makers add to an agent in jars of their own: methods, key schedules and kinds of Enc/Decs. */
package org.openmfs.agent.module;
