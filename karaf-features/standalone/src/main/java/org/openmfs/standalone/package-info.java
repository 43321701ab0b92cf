/**
 * The MFS Network Manager as a plain program: it reads its options, puts the parts together by their constructors and
 * waits for the end.
 */
package org.openmfs.standalone;
