/** Serves the testbed's interfaces over HTTP: endpoints are plain functions from a call to a reply, Jetty stays in here. */
package org.openmfs.testbed.web;
