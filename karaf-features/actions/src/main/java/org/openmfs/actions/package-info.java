/**
 * What an operator does: verbs as plain classes, with typed arguments and results, that know neither a terminal nor how the
 * manager is reached. Consoles and clients are shells on them.
 */
package org.openmfs.actions;
