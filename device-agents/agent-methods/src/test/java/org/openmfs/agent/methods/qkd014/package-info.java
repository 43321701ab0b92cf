/** The QKD method under the contract and against a KME with every fault. */
package org.openmfs.agent.methods.qkd014;
