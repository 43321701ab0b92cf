/** ML-KEM against published vectors, against a second implementation and under the contract. */
package org.openmfs.agent.methods.mlkem;
