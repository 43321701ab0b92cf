package org.openmfs.agent.association;

import org.openmfs.agent.key.AssociationId;

/**
 * What an operator or the MFS Network Manager wants of an association.
 *
 * @param encDec the name of the Enc/Dec that gets the keys
 */
public record AssociationSettings(
        AssociationId id, Parties parties, String encDec, KeyPolicy policy, KeyLife life, Backoff backoff) {}
