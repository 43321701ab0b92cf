/** The life of a service request: plan, apply, observe, withdraw; one serial state machine a service. */
package org.openmfs.controller.service;
