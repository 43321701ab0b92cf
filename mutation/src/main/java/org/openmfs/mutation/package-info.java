/** Mutation testing of one module: small changes to its classes, one at a time, that its tests must notice. */
package org.openmfs.mutation;
