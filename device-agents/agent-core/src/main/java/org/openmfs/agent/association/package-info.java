/** The life of one association between two MFS CFs: a serial state machine that exchanges, confirms and installs keys. */
package org.openmfs.agent.association;
