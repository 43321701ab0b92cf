/** Tests of the mutation testing itself: it has to be trusted before it is believed. */
package org.openmfs.mutation;
