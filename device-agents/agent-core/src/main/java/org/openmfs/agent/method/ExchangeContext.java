package org.openmfs.agent.method;

import org.openmfs.agent.key.CfId;
import org.openmfs.agent.key.KeyId;

/** For whom and for which combined key a method exchanges a secret. */
public record ExchangeContext(KeyId key, CfId initiator, CfId responder) {}
