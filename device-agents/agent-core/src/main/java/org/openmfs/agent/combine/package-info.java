/** How secrets of several methods become one key: suites, transcript, labels, combiner and key confirmation. */
package org.openmfs.agent.combine;
