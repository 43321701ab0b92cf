/** Checks the house rules of the repository, and that each rule still finds a violation planted for it. */
package org.openmfs.house;
