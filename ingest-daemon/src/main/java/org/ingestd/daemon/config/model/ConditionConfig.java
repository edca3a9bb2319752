// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config.model;

import java.util.List;
import java.util.Optional;
import org.ingestd.routes.condition.Wildcard;

/** One condition of a rule: on a group of the name, on metadata, or on the size. */
public record ConditionConfig(
    @Key(
            value = "A group of naming.pattern that the condition is on.",
            unsetSays = "none",
            example = "run")
        Optional<String> group,
    @Key(value = "A key of the file's metadata that the condition is on.", unsetSays = "none")
        Optional<String> metadata,
    @Key(
            value = "Its value must be one of these; * stands for any text, ? for one character.",
            unsetSays = "any",
            example = "[\"7*\"]")
        List<Wildcard> is,
    @Key(
            value = "Its value must be none of these; * and ? as above.",
            unsetSays = "none",
            example = "[\"7000\"]")
        List<Wildcard> isNot,
    @Key(value = "The file has at least this size.", unsetSays = "any") Optional<ByteSize> sizeFrom,
    @Key(value = "The file is smaller than this.", unsetSays = "any")
        Optional<ByteSize> sizeBelow) {}
