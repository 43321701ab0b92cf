/** What every key exchange method must do, and what the methods' tests share. */
package org.openmfs.agent.methods;
