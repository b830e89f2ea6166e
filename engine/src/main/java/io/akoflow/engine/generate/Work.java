package io.akoflow.engine.generate;

import java.math.BigDecimal;

/**
 * What every activity of a generated workflow does.
 *
 * @param image with a shell
 * @param seconds how long it waits; not negative
 */
public record Work(String image, BigDecimal seconds) {}
