package io.akoflow.acceptance.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What became of a work.
 *
 * @param before its activities before it was resumed; empty if it was not
 * @param end the run at last
 * @param activities in the order of the file
 */
record Tale(Work work, String run, List<JsonNode> before, JsonNode end, List<JsonNode> activities, Listener listener) {}
