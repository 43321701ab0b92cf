package org.openmfs.actions;

import com.google.gson.JsonObject;

/**
 * Something that happened.
 *
 * @param name of the notification, with its module
 * @param content of the notification
 * @param notification all of it (RFC 8040, section 6.4)
 */
public record Event(String name, JsonObject content, JsonObject notification) {}
