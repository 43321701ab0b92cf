/** From an intent, what is known and what is booked to a plan: pure, the same for dry run and execution. */
package org.openmfs.controller.plan;
