/** Benchmarks against ceilings that are measured in the same run. */
package org.openmfs.bench;
