/** What configuration may say: contradictions, names that lead nowhere, what is in use. */
package org.openmfs.controller.rules;
