/**
 * Pure builders of the NetworkPolicies that close every pod of a Project and open what its Services declare.
 *
 * <p>Never a policy that selects a pod without the label croft.dev/project.
 */
@NullMarked
package dev.croft.operator.network;

import org.jspecify.annotations.NullMarked;
