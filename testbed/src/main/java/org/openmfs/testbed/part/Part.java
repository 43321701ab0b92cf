package org.openmfs.testbed.part;

import com.google.gson.JsonObject;

/** One running network of the testbed. */
public interface Part extends AutoCloseable {

    /** Its addresses and ids, as they stand in testbed.json. */
    JsonObject description();

    @Override
    void close();
}
