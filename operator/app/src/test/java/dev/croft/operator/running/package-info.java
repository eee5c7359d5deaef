/**
 * The packaged operator as a process of its own, with the rights of an installation, against a real API server.
 *
 * <p>Never calls a class of the operator: what is shown here holds for the program that ships.
 */
package dev.croft.operator.running;
