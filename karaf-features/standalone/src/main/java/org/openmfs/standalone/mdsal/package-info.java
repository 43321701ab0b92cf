/**
 * MD-SAL without a container: models from the class path, brokers, and a configuration that survives a restart.
 */
package org.openmfs.standalone.mdsal;
