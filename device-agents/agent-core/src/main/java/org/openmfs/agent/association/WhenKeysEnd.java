package org.openmfs.agent.association;

/** What happens when the stock is empty and no key can be made. */
public enum WhenKeysEnd {
    /** Traffic goes on under the last key until its maximum age, then stops. */
    KEEP_UNTIL_MAXIMUM_AGE,
    /** Traffic stops when the key is due for replacement and none is in stock. */
    STOP_TRAFFIC
}
