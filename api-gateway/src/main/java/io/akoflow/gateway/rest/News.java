package io.akoflow.gateway.rest;

import io.akoflow.gateway.store.RunView;

/**
 * What is told of a run at a time.
 *
 * @param activities the events of those that changed, as they are sent; empty when none did
 */
record News(RunView run, String activities) {}
