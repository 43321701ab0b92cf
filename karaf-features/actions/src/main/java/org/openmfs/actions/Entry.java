package org.openmfs.actions;

import com.google.gson.JsonObject;

/**
 * A thing that was read.
 *
 * @param path where it is below the datastore
 * @param content as the model has it (RFC 7951)
 * @param beside what was found elsewhere, by names that its model does not have: where an endpoint is, which devices have a method
 */
public record Entry(String id, String path, JsonObject content, JsonObject beside) {}
