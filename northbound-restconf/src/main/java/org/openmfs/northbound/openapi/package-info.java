/** The same resources for people and tools that know OpenAPI: a document made from the models, and a page of it. */
package org.openmfs.northbound.openapi;
