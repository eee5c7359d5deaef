package dev.croft.badhouse.service;

import io.javaoperatorsdk.operator.api.reconciler.Reconciler;

/** An observer, which may see doors but not the SDK. */
record ServiceObserver(Reconciler<?> reconciler) {}
