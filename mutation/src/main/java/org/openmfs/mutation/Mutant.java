package org.openmfs.mutation;

/**
 * One change to the code under test, told so that it is found again after other lines of its file have moved.
 *
 * @param type the class, without the {@code org.openmfs.} that all have in front
 * @param method in which it is; a lambda belongs to the method that it is written in
 * @param change what was changed; with a number from the second one on where a line of a method has several alike
 * @param source the line of source that was changed
 */
record Mutant(String type, String method, String change, String source) {}
