/** Composition of the controller's core: which parts there are and who hears of whom. */
package org.openmfs.controller.runtime;
