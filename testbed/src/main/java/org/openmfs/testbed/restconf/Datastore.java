package org.openmfs.testbed.restconf;

import com.google.gson.JsonObject;

/** The device behind a RESTCONF server: what it shows, and how it takes new configuration. */
public interface Datastore {

    Schema schema();

    /** Configuration and state, by qualified top-level names; a copy. */
    JsonObject read();

    /** Configuration alone, by qualified top-level names; a copy. */
    JsonObject config();

    /**
     * Takes a whole new configuration, already checked against the schema.
     *
     * @throws RestconfException where the device refuses it; then nothing has changed
     */
    void commit(JsonObject config) throws RestconfException;
}
